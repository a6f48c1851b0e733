import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runComposite } from './run-composite.ts';
import type { CompositeEnd, CompositeOptions } from './types.ts';

/** A tiny composite action in folders of its own, which go when the test has finished. */
export function anAction(body: string): {
  folder: string;
  /** What a step left in a file of RUNNER_TEMP. */
  file(name: string): string;
  run(options?: Partial<CompositeOptions>): Promise<CompositeEnd>;
} {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-composite-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const [actionFolder, workspace, temp] = ['action', 'workspace', 'temp'].map((name) => join(folder, name));
  if (!actionFolder || !workspace || !temp) throw new Error('A folder has no name');
  for (const each of [actionFolder, workspace, temp]) mkdirSync(each);
  writeFileSync(join(actionFolder, 'action.yml'), `name: test\ndescription: test\n${body}`);
  const run = (options: Partial<CompositeOptions> = {}) =>
    runComposite({ actionFolder, workspace, runner: { temp }, ...options });
  return { folder, file: (name) => readFileSync(join(temp, name), 'utf8'), run };
}

/** An action of scripts, each a step of its own: `id` and what to do, or a whole step in YAML. */
export function scripts(steps: Record<string, string>): string {
  const each = Object.entries(steps).map(([id, step]) => {
    const lines = /^(run|uses|if|env):/m.test(step) ? step : `run: ${JSON.stringify(step)}`;
    const shell = /^run:/m.test(lines) && !/^shell:/m.test(lines) ? '\nshell: bash' : '';
    return `    - id: ${id}\n${`${lines}${shell}`.replace(/^/gm, '      ')}`;
  });
  return `runs:\n  using: composite\n  steps:\n${each.join('\n')}\n`;
}
