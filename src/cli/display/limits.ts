import type { LimitChangeDocument, LimitPresetDocument, LimitsDocument } from '../../contracts/documents/settings.ts';
import type { LimitConfig } from '../../contracts/ledger/records.ts';
import { bar } from './bars.ts';
import { changesText, type FieldWords } from './changes.ts';
import { count, inline, money, plural } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { countdown } from './times.ts';

interface Window {
  row: string;
  name: string;
  used: number;
  /** What counts now. */
  limit: number | null;
  configured: number | null;
  left: number | null;
  /** Seconds until nothing is counted any more. */
  reset: number;
}

/** `siso limits`: every window of every configured row. */
export function limitsText({ limits }: LimitsDocument, screen: Screen): string {
  const windows = limits.flatMap(windowsOf);
  return [
    windows.length === 0 ? 'No limit is configured.' : table(columns(screen), windows, screen),
    '',
    ...rowLimits(limits, screen),
    ...paragraph('Counted in the development environment; staging and production may use twice the limit.', screen),
    ...paragraph(
      'Change one: siso limits set development --tokens-per-minute 5000 · All: siso limits preset team',
      screen,
    ),
  ].join('\n');
}

function windowsOf({ configured, now }: LimitsDocument['limits'][number]): Window[] {
  const row = rowName(configured);
  const { minute, hour, day } = now.tokens;
  const reset = now.timeToReset;
  return [
    { row, name: 'tokens/minute', ...minute, configured: configured.tokensPerMinute, reset: reset.minute },
    { row, name: 'tokens/hour', ...hour, configured: configured.tokensPerHour, reset: reset.hour },
    { row, name: 'tokens/day', ...day, configured: configured.tokensPerDay, reset: reset.day },
    {
      row,
      name: 'requests/minute',
      ...now.requests.minute,
      configured: configured.requestsPerMinute,
      reset: reset.minute,
    },
  ];
}

export function rowName({ category, repo }: { category: string; repo: string | null }): string {
  return inline(repo === null ? category : `${category} in ${repo}`);
}

const amount = (value: number | null) => (value === null ? 'none' : count(value));

function columns(screen: Screen): Column<Window>[] {
  const share = ({ used, limit }: Window) => (limit === null ? 0 : used / Math.max(1, limit));
  return [
    { title: 'CATEGORY', text: ({ row, name }) => (name === 'tokens/minute' ? row : ''), rank: 0, least: 11 },
    { title: 'WINDOW', text: ({ name }) => name, rank: 0 },
    { title: 'USED', text: ({ used }) => count(used), rank: 1, align: 'right' },
    { title: 'LIMIT', text: ({ limit }) => amount(limit), rank: 1, align: 'right' },
    { title: 'LEFT', text: ({ left }) => (left === null ? '' : count(left)), rank: 3, align: 'right' },
    {
      title: '',
      text: (window) => (window.limit === null ? '' : bar(share(window))),
      rank: 4,
      paint: (text, window) => paintShare(text, share(window), screen),
    },
    { title: 'EMPTY IN', text: ({ reset }) => (reset > 0 ? countdown(reset * 1_000) : ''), rank: 2, align: 'right' },
    { title: 'CONFIGURED', text: ({ configured }) => amount(configured), rank: 5, align: 'right' },
  ];
}

/** Green, and where it becomes narrow yellow, then red. */
export function paintShare(text: string, share: number, { colors }: Screen): string {
  if (share >= 1) return colors.red(text);
  return share >= 0.75 ? colors.yellow(text) : colors.green(text);
}

/** What is limited beside the windows; rows of which the same is true share a line. */
function rowLimits(limits: LimitsDocument['limits'], screen: Screen): string[] {
  const names = new Map<string, string[]>();
  for (const { configured } of limits) {
    const text = besideWindows(configured);
    if (text !== '') names.set(text, [...(names.get(text) ?? []), rowName(configured)]);
  }
  return [...names].flatMap(([text, rows]) => paragraph(`${text}: ${rows.join(', ')}`, screen));
}

function besideWindows({ maxConcurrent, maxHoldMicros }: LimitConfig): string {
  return [
    ...(maxConcurrent === null ? [] : [`At most ${plural(maxConcurrent, 'task')} at a time`]),
    ...(maxHoldMicros === null ? [] : [`One task holds at most ${money(maxHoldMicros)}`]),
  ].join('; ');
}

const WORDS: FieldWords<LimitConfig>[] = [
  ['tokens a minute', ({ tokensPerMinute }) => amount(tokensPerMinute)],
  ['tokens an hour', ({ tokensPerHour }) => amount(tokensPerHour)],
  ['tokens a day', ({ tokensPerDay }) => amount(tokensPerDay)],
  ['requests a minute', ({ requestsPerMinute }) => amount(requestsPerMinute)],
  ['tasks at a time', ({ maxConcurrent }) => amount(maxConcurrent)],
  ['held by one task', ({ maxHoldMicros }) => (maxHoldMicros === null ? 'none' : money(maxHoldMicros))],
];

/** `siso limits set`. */
export function limitChangeText(change: LimitChangeDocument, screen: Screen): string {
  const what = change.before === null ? ' (a new row, whose windows start empty)' : '';
  const title = paragraph(`Limits of ${rowName(change.after)}${what}`, screen);
  return [...title, changesText(change, WORDS, screen)].join('\n');
}

/** `siso limits preset`. */
export function presetText({ preset, changes }: LimitPresetDocument, screen: Screen): string {
  const changed = changes.filter(({ before, after }) =>
    WORDS.some(([, text]) => before === null || text(before) !== text(after)),
  );
  if (changed.length === 0) return `The limits are those of the preset ${inline(preset)} already.`;
  return changed.map((change) => limitChangeText(change, screen)).join('\n');
}
