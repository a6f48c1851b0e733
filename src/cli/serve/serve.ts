import { bearerToken, createApi } from '../../api/index.ts';
import type { Schedule } from '../../contracts/ledger/schedules.ts';
import { printable } from '../../domain/printable.ts';
import {
  applySettings,
  createScheduler,
  mayMakeWork,
  type OpenLedger,
  planSchedule,
  startSweeper,
} from '../../engine/index.ts';
import { version } from '../../host/version.ts';
import { ObservedStore } from '../../store/index.ts';
import { type Context, openLedgerToServe, readContext } from '../context.ts';
import { settingRows } from '../doctor/settings.ts';
import { EXIT, endWithFailure } from '../failure.ts';
import type { Secrets } from '../frame.ts';
import { type DrainSignals, drainSignals } from '../interrupt.ts';
import { demandToken, hostNames } from './hosts.ts';
import { type Listening, listen } from './listen.ts';
import { type ApiToken, apiToken } from './token.ts';
import { startWebhooks } from './webhooks.ts';
import { startWorker } from './worker.ts';

export interface ServeOptions {
  host: string;
  port: number;
  allowHost?: string[];
  workspace?: string;
  /** A rehearsal's scenario. */
  rehearse?: string;
  worker: boolean;
  workers?: number;
  /** How long what runs may finish, milliseconds. */
  drainTimeout?: number;
}

type Handler = Parameters<typeof listen>[0]['fetch'];

interface Serving {
  options: ServeOptions;
  context: Context;
  secrets: Secrets;
  ledger: OpenLedger;
  listening: Listening;
  signals: DrainSignals;
  /** Another process has called the ledger that is open here. */
  served: { listener: (name: string) => void };
  /** From now on requests go there. */
  handle(fetch: Handler): void;
}

/** `siso serve`: ledger, API, sweeper and worker in one process, until a signal. Answers the exit code. */
export async function serve(options: ServeOptions, secrets: Secrets): Promise<number> {
  demandToken(options.host);
  const context = await readContext(options.workspace);
  let fetch: Handler = async () => new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  // First the port: where that is taken nothing else is touched.
  const listening = await listen({ ...options, fetch: (request, env) => fetch(request, env) });
  const signals = drainSignals(note);
  const served: Serving['served'] = { listener: () => undefined };
  try {
    const rehearsal = options.rehearse !== undefined;
    const ledger = await openLedgerToServe(context, {
      ...{ rehearsal, onNote: note },
      onServed: (name) => served.listener(name),
    });
    const parts = { options, context, secrets, ledger, listening, signals, served };
    try {
      for (const line of await applySettings(ledger.store, context)) note(`! ${line}`);
      await serveLedger({ ...parts, handle: (handler) => (fetch = handler) });
    } finally {
      await ledger.store.close();
    }
    return EXIT.done;
  } finally {
    await listening.close();
    signals.end();
  }
}

async function serveLedger(serving: Serving): Promise<void> {
  const { options, context, secrets, ledger, listening, signals, served, handle } = serving;
  const store = new ObservedStore(ledger.store);
  const token = await apiToken(ledger.runsFolder);
  const names = { host: options.host, port: listening.port, allowed: options.allowHost ?? [] };
  const principal = { actor: context.actor, by: 'token', mayActForOthers: true } as const;
  const api = createApi({
    ...{ store, surroundings: context, workspace: options.workspace, rehearsal: options.rehearse !== undefined },
    ...{ version: await version(), settings: () => settingRows(context, secrets), onFault: tell },
    onWrite: (listener) => store.onWrite(listener),
    authenticate: bearerToken(token.token, principal),
    hosts: hostNames(names),
  });
  const choice = { slots: options.workers, rehearse: options.rehearse, drainMs: options.drainTimeout };
  const parts = { store, ledger, context, secrets, choice, signals, pollMs: POLL_MS };
  const worker = options.worker ? await startWorker(parts, note) : undefined;
  const sweeper = startSweeper(store, tell);
  const webhooks = await startWebhooks(store, { context, onFault: tell });
  const place = { rehearsal: options.rehearse !== undefined, dataDirectory: context.dataDirectory };
  const plan = (schedule: Schedule) => planSchedule(schedule, place);
  const over = new AbortController();
  const until = AbortSignal.any([signals.signal, over.signal]);
  const scheduling = createScheduler({ store, plan, signal: until, onFault: tell }).run();
  const heard = (name: string) => {
    if (mayMakeWork(name)) worker?.wake();
  };
  store.onWrite(heard);
  served.listener = heard;
  const working = worker?.run();
  handle((request, env) => api.fetch(request, env));
  greet(names, token, context);
  await Promise.race([untilAborted(signals.signal), ...(working === undefined ? [] : [working])]);
  // Streams first: a server with an open one does not end.
  await api.close();
  await listening.close(signals.leave);
  await working;
  over.abort();
  await scheduling;
  await Promise.all([sweeper.stop(), webhooks.stop()]);
}

const POLL_MS = 15_000;

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function greet(
  { host, port }: { host: string; port: number },
  { token, file }: ApiToken,
  { dataDirectory }: Context,
): void {
  const name = host.includes(':') ? `[${host}]` : host;
  console.log(`Serving the ledger of ${printable(dataDirectory)} on http://${name}:${port}`);
  console.log(file === undefined ? 'Token: that of SISO_API_TOKEN' : `Token: ${token}`);
  if (file !== undefined) console.log(`  It is kept in ${printable(file)}; whoever has it may do what you may.`);
}

function note(line: string): void {
  console.error(printable(line));
}

function tell(error: unknown): void {
  endWithFailure(error, { code: EXIT.failed, json: false });
}
