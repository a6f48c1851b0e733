import { closeSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type MeteredHold, meterHold } from '../../engine/index.ts';
import { standByMeter } from '../../meter/index.ts';
import { openJobLedger, readContext, readPlace, type StepContext } from '../context.ts';
import { STEP_OUTCOMES } from '../inputs/registry.ts';
import { upstreamOf } from '../modes/plan.ts';
import { recordedReport } from '../recorded-report.ts';
import type { EndState } from '../state.ts';
import { endOf } from '../step-outcome.ts';
import { ANSWERS, keeperRequestSchema } from './protocol.ts';

/**
 * The process that keeps a hold's meter for the following steps of a job. What it needs, secrets included, comes on its
 * standard input; it says where the meter is on a pipe of its own, and settles when it is asked to or ended.
 */
export async function keepMeter(): Promise<number> {
  const request = keeperRequestSchema.parse(JSON.parse(await firstLine()));
  const context = readContext(request.secrets, request.env);
  const place = await readPlace(context);
  const { store } = await openJobLedger(context, place, context.inputs.rehearse !== undefined);
  const standby = standByMeter();
  try {
    const hold = await meterHold({
      store,
      meter: standby,
      upstream: await upstreamOf(context, place),
      model: request.admitted.request.model,
      runFolder: request.admitted.runFolder,
      admitted: { decision: 'admitted', reason: 'ok', taskId: request.admitted.taskId, hold: request.admitted.hold },
    });
    await serve(context, { hold, end: () => recordedReport(store, request.admitted) });
    return 0;
  } finally {
    standby.dismiss();
    await store.close();
  }
}

interface Kept {
  hold: MeteredHold;
  /** As the ledger has it. */
  end(): Promise<EndState>;
}

/** Answers whoever asks to settle, once; a signal settles too. */
async function serve({ state }: StepContext, { hold, end }: Kept): Promise<void> {
  const path = join(state.path, 'meter.sock');
  const asked = Promise.withResolvers<{ outcome: z.infer<typeof outcomeSchema>; socket?: Socket }>();
  const server = createServer((socket) => {
    createInterface({ input: socket }).on('line', (line) => {
      const outcome = outcomeSchema.safeParse(line);
      if (outcome.success) asked.resolve({ outcome: outcome.data, socket });
      else socket.end();
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(path, listening));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => asked.resolve({ outcome: 'cancelled' }));
  writeSync(ANSWERS, `${JSON.stringify({ baseUrl: hold.baseUrl, agentKey: hold.agentKey, socket: path })}\n`);
  closeSync(ANSWERS);
  const { outcome, socket } = await asked.promise;
  await hold.settle(endOf(outcome));
  socket?.end(`${JSON.stringify(await end())}\n`);
  server.close();
  await rm(path, { force: true });
}

const outcomeSchema = z.enum(STEP_OUTCOMES);

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new Error('Nothing was said on standard input');
}
