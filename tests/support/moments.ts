import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processesWithMarker } from '../../src/host/processes.ts';
import { type Siso, until } from './siso.ts';

/** Moments in the life of a run, in their order, each told by what it leaves on disk or among the processes. */
const MOMENTS = {
  'its folder is made': () => true,
  'it asks for admission': (run) => existsSync(join(run, 'run.json')),
  'its workspace is being made': (run) => existsSync(join(run, 'workspace')),
  'its meter is up': (run) => existsSync(join(run, 'journal.jsonl')),
  'Claude Code is started': async (run) => (await agents(run)).length > 0,
  'its first request is under way': (run) => journalLines(run, 'begin') >= 1,
  'its first request is paid': (run) => journalLines(run, 'end') >= 1,
  'its second request is under way': (run) => journalLines(run, 'begin') >= 2,
  'its third request is under way': (run) => journalLines(run, 'begin') >= 3,
  'its changes are being read': (run) =>
    existsSync(join(run, 'workspace')) &&
    readdirSync(join(run, 'workspace')).some((name) => name.startsWith('result-')),
} satisfies Record<string, (run: string) => boolean | Promise<boolean>>;
export type Moment = keyof typeof MOMENTS;
export const ALL_MOMENTS = Object.keys(MOMENTS).filter((name): name is Moment => name in MOMENTS);

/** Waits for the only run of `siso` that is not in `but` to reach `moment`, and answers its folder. */
export async function runAt(siso: Siso, moment: Moment, but: string[] = []): Promise<string> {
  const run = await until(() => siso.runs().find((folder) => !but.includes(folder)));
  await until(() => MOMENTS[moment](run));
  return run;
}

const recordSchema = z.object({ marker: z.string() });

export function markerOf(run: string): string {
  return recordSchema.parse(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'))).marker;
}

/** Ids of Claude Code and everything it started. */
export async function agents(run: string): Promise<number[]> {
  return existsSync(join(run, 'run.json')) ? processesWithMarker(markerOf(run)) : [];
}

function journalLines(run: string, type: 'begin' | 'end'): number {
  const path = join(run, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split(`{"type":"${type}"`).length - 1 : 0;
}

/** The process of the meter that `parent` started; it carries no marker. */
export function meterOf(parent: number): number | undefined {
  return processes().find((id) => parentOf(id) === parent && commandOf(id).includes('meter/process'));
}

/** `root` and all that descends from it. */
export function family(root: number): number[] {
  const children = processes().filter((id) => parentOf(id) === root);
  return [root, ...children.flatMap(family)];
}

/** A process that has ended but whose parent has not looked has no command any more. */
export function isAlive(id: number): boolean {
  return commandOf(id) !== '';
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function parentOf(id: number): number {
  return Number(/^.*\) \S (\d+)/s.exec(readProc(id, 'stat'))?.[1]);
}

function commandOf(id: number): string {
  return readProc(id, 'cmdline');
}

/** A file of a process, or nothing when the process is gone. */
export function readProc(id: number, file: 'stat' | 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
