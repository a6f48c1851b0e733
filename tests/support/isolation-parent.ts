/**
 * A process that has an agent, for tests that kill it or run it as another user.
 * `hold <kind> <options>`: leaves a daemon of the agent running, prints the place, and stays.
 * `life <kind> <options>`: goes through the whole life of an agent and prints what came of it, as JSON.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { runPrepare } from '../../src/claude/index.ts';
import { type Isolation, openIsolation, probe } from '../../src/host/isolation/index.ts';

const [act, kind, options] = z
  .tuple([z.enum(['hold', 'life']), z.enum(['user', 'bubblewrap']), z.string()])
  .parse(process.argv.slice(2));
const { own, ...given } = z
  .object({
    own: z.string(),
    users: z.string().optional(),
    base: z.string().optional(),
    namespaces: z.boolean().optional(),
  })
  .parse(JSON.parse(options));

const isolation = await openIsolation(kind, z.record(z.string(), z.any()).parse(given));
if (act === 'hold') await hold();
else console.log(JSON.stringify(await life(mkdtempSync(join(own, 'ours-')))));

async function hold(): Promise<void> {
  const env = { PATH: process.env.PATH ?? '' };
  const place = await isolation.place(own);
  const { file, args, ...rest } = isolation.command('sh', ['-c', 'setsid sleep 1000 & echo up; wait'], {
    cwd: '/',
    env,
  });
  const child = execa(file, args, { ...rest, extendEnv: false, reject: false, stderr: 'ignore' });
  child.stdout.once('data', () => console.log(place));
  await child;
}

async function life(ours: string) {
  for (const folder of ['commands', 'dist', 'data']) mkdirSync(join(ours, folder));
  for (const file of ['commands/output', 'dist/index.js', 'data/key'])
    writeFileSync(join(ours, file), '', { mode: 0o600 });
  const facts = {
    runnerFiles: [join(ours, 'commands/output')],
    protectedFolders: [join(ours, 'dist')],
    secrets: [join(ours, 'data')],
  };
  const through = (await probe(isolation, facts)).filter(({ held }) => !held);
  const home = join(await isolation.place(own), 'home');
  mkdirSync(home);
  await isolation.give([home]);
  const lent = await isolation.lend(join(ours, 'data/key'));
  const stopped = await stopInTheMiddle(isolation, { home, lent });
  await isolation.endAll();
  await isolation.takeBack([home]);
  const made = readFileSync(join(home, 'shut/made'), 'utf8');
  rmSync(home, { recursive: true });
  await isolation.close();
  return { description: isolation.description, through, stopped, made };
}

/** It is asked to stop while it works, and says so. */
async function stopInTheMiddle(shutIn: Isolation, { home, lent }: { home: string; lent: string }): Promise<string> {
  const stop = new AbortController();
  const work = `trap 'echo told to stop; exit 3' TERM
    cat ${lent} && echo reads what it was lent; mkdir shut; id -u > shut/made; chmod 0 shut/made shut
    setsid env -i sleep 1000 & echo ready; sleep 1000 & wait`;
  const { error } = await runPrepare({
    ...{ command: work, cwd: home, home, marker: 'life', timeoutMs: 60_000, signal: stop.signal, isolation: shutIn },
    onLine: (line) => line === 'ready' && stop.abort(),
  });
  return error;
}
