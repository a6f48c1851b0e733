import { type Contexts, fill, KNOWN } from './expressions.ts';
import type { Job } from './job.ts';
import type { Manifest } from './manifest.ts';

/**
 * The `inputs` context: what the workflow gives, then the defaults of what it does not. Names are the same in any case.
 * Required inputs that are missing are empty; GitHub does not ask for them.
 */
export function resolveInputs(manifest: Manifest, contexts: Contexts, job: Job): Record<string, string> {
  const given = job.options.with ?? {};
  const known = new Map(Object.entries(manifest.inputs).map(([name, input]) => [name.toLowerCase(), input]));
  for (const name of Object.keys(given)) {
    const message = known.get(name.toLowerCase())?.deprecationMessage;
    if (message !== undefined) job.warn(`Input '${name}' has been deprecated with message: ${message}`);
  }
  const unknown = Object.keys(given).filter((name) => !known.has(name.toLowerCase()));
  if (unknown.length > 0)
    job.warn(`Unexpected input(s) ${list(unknown)}, valid inputs are [${list([...known.keys()])}]`);
  const givenNames = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const absent = Object.entries(manifest.inputs).filter(([name]) => !givenNames.has(name.toLowerCase()));
  const defaults = absent.map(([name, input]) => [name, fill(input.default ?? '', KNOWN.default, contexts)]);
  return { ...given, ...Object.fromEntries(defaults) };
}

function list(names: string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
