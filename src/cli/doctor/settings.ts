import type { SettingOrigin } from '../../config/index.ts';
import { SECRET_VARIABLES } from '../../host/secrets.ts';
import type { Context } from '../context.ts';
import { inline } from '../display/format.ts';
import type { Secrets } from '../frame.ts';

/** Every option with its value and where it is from; of secrets only whether they are set. */
export function settingRows(context: Context, { taken }: Secrets): SettingOrigin[] {
  const { origins, dataDirectory, cacheDirectory, settings } = context;
  // What the defaults come to here.
  const here = new Map([
    ['dataDirectory', dataDirectory],
    ['cacheDirectory', cacheDirectory],
    ['linger', settings.lingerMs === 0 ? '0' : '5m'],
  ]);
  const standard = ({ option, value, origin }: SettingOrigin) =>
    origin === 'default' ? (here.get(option) ?? value) : value;
  return [
    ...origins.map((row) => ({ ...row, value: standard(row) })),
    ...SECRET_VARIABLES.map((name) => {
      const isSet = taken.includes(name);
      return { option: name, value: isSet ? 'set' : 'not set', origin: isSet ? name : 'default' };
    }),
  ];
}

const LEAST_VALUE_WIDTH = 20;

/** The options as a table of at most `width` columns, the secrets as two lines. */
export function settingsText(rows: SettingOrigin[], width: number): string {
  const isSecret = ({ option }: SettingOrigin) => SECRET_VARIABLES.some((name) => name === option);
  const [secrets, options] = [rows.filter(isSecret), rows.filter((row) => !isSecret(row))];
  const places = options.map(({ origin, note }) => inline(note ? `${origin} (${note})` : origin));
  const nameWidth = Math.max(...options.map(({ option }) => option.length));
  const longest = Math.max(...options.map(({ value }) => inline(value).length));
  const room = width - nameWidth - Math.max(...places.map((place) => place.length)) - 6;
  const valueWidth = Math.min(longest, Math.max(LEAST_VALUE_WIDTH, room));
  const lines = options.map(({ option, value }, at) => {
    return `  ${option.padEnd(nameWidth)}  ${cut(inline(value), valueWidth).padEnd(valueWidth)}  ${places[at]}`;
  });
  return ['Options', ...lines, '', 'Secrets', ...['set', 'not set'].map((state) => secretLine(secrets, state))].join(
    '\n',
  );
}

function secretLine(secrets: SettingOrigin[], state: string): string {
  const names = secrets.filter(({ value }) => value === state).map(({ option }) => option);
  return `  ${`${state}:`.padEnd(8)} ${names.join(', ') || 'none'}`;
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`;
}
