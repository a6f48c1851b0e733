import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type MeterConfig, type MeterReport, meterCommandSchema, meterConfigSchema } from '../contracts/meter.ts';
import { endProcesses } from '../host/processes.ts';
import { Upstream } from '../host/upstream.ts';
import { Gateway } from './gateway.ts';
import { Governor } from './governor.ts';
import { Journal, lockJournal } from './journal.ts';
import { Lease } from './lease.ts';
import { startRehearsal } from './rehearsal/server.ts';

/**
 * The meter's process. The first line on stdin is its configuration, later ones are commands; stdout carries
 * reports. When stdin ends without `close`, the parent is dead: spending stops and the agent's processes end.
 */

const USAGE_INTERVAL_MS = 250;
const END_GRACE_MS = 5_000;

function report(line: MeterReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Calls `action` soon, but not more often than the interval. */
function throttled(action: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    setTimeout(() => {
      pending = false;
      action();
    }, USAGE_INTERVAL_MS);
  };
}

async function openUpstream({ upstream }: MeterConfig): Promise<{ upstream: Upstream; apiKey: string }> {
  if (upstream.kind === 'rehearsal')
    return { upstream: await Upstream.open(await startRehearsal(upstream.scenario)), apiKey: 'rehearsal' };
  return { upstream: await Upstream.open(upstream.baseUrl, upstream.network), apiKey: upstream.apiKey };
}

async function run(config: MeterConfig, commands: AsyncIterator<string>): Promise<void> {
  const lock = lockJournal(config.journalPath);
  const journal = new Journal(config.journalPath, config.hold);
  const reportUsage = throttled(() => report({ type: 'usage', usage: governor.usage() }));
  const governor = new Governor(config, journal, {
    onUsage: reportUsage,
    onStopped: (stopped) => report({ type: 'stopped', stopped }),
    onProvider: (signal) => report({ type: 'provider', signal }),
  });
  const gateway = new Gateway({ config, governor, ...(await openUpstream(config)) });
  const lease = new Lease(config.heartbeatDeadlineMs, () => governor.stop('lease_lost'));
  report({ type: 'ready', port: await gateway.listen() });
  const closed = await obey(commands, { governor, lease });
  if (!closed) governor.stop('crashed');
  await gateway.close();
  if (!closed) await endProcesses(config.runMarker, END_GRACE_MS);
  lease.end();
  journal.close();
  report({ type: 'closed', usage: governor.usage() });
  lock.release();
}

/** Carries out commands until `close` (true) or until the parent is gone (false). */
async function obey(commands: AsyncIterator<string>, parts: { governor: Governor; lease: Lease }): Promise<boolean> {
  const { governor, lease } = parts;
  for (let next = await commands.next(); !next.done; next = await commands.next()) {
    const command = z
      .string()
      .transform((line) => JSON.parse(line))
      .pipe(meterCommandSchema)
      .parse(next.value);
    if (command.type === 'acknowledge') {
      lease.acknowledge();
      governor.confirm();
    }
    if (command.type === 'usage') report({ type: 'answer', id: command.id, usage: governor.usage() });
    if (command.type === 'stop') governor.stop(command.reason);
    if (command.type === 'close') return true;
  }
  return false;
}

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => lines.close());
  // Nobody reads any more once the parent is dead; the work of ending goes on.
  process.stdout.on('error', () => undefined);
  const commands = lines[Symbol.asyncIterator]();
  const first = await commands.next();
  await run(meterConfigSchema.parse(JSON.parse(first.done ? 'null' : first.value)), commands);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  // The message only: a stack or a value could show the configuration, which holds the key.
  process.stderr.write(error instanceof Error ? error.message : 'The meter failed');
  process.exit(1);
}
