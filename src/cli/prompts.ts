import { InvalidArgumentError } from 'commander';

/** Parser of the option `--input name=value`, repeatable. Throws what commander prints with the option's name. */
export function collectInput(pair: string, earlier: Record<string, string> | undefined): Record<string, string> {
  const [, name, value = ''] = /^([a-z][a-z0-9-]*)=(.*)$/s.exec(pair) ?? [];
  if (name === undefined) throw new InvalidArgumentError('Give name=value, such as target=src/api.');
  if (earlier && Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return { ...earlier, [name]: value };
}
