import type { RequestListener } from 'node:http';
import { type AppCredentials, createBotServer, notYet } from '../../../bot/server/index.ts';
import { type ApiHandler, bearerToken, createApi } from '../../api/index.ts';
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
import { configuredApp, type ServedBot, startServedBot } from './bot.ts';
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

interface Serving {
  options: ServeOptions;
  context: Context;
  secrets: Secrets;
  /** Of the GitHub App, where there is one. */
  credentials: AppCredentials | undefined;
  ledger: OpenLedger;
  listening: Listening;
  signals: DrainSignals;
  /** Another process has called the ledger that is open here. */
  served: { listener: (name: string) => void };
  /** From now on requests go there. */
  handle(listener: RequestListener): void;
}

/** `siso serve`: ledger, API, sweeper and worker in one process, until a signal. Answers the exit code. */
export async function serve(options: ServeOptions, secrets: Secrets): Promise<number> {
  demandToken(options.host);
  const context = await readContext(options.workspace);
  const credentials = await configuredApp(options.host, context);
  let listener: RequestListener = notYet;
  // First the port: where that is taken nothing else is touched.
  const listening = await listen({ ...options, handle: (request, response) => listener(request, response) });
  const signals = drainSignals(note);
  const served: Serving['served'] = { listener: () => undefined };
  try {
    const rehearsal = options.rehearse !== undefined;
    const ledger = await openLedgerToServe(context, {
      ...{ rehearsal, onNote: note },
      onServed: (name) => served.listener(name),
    });
    const parts = { options, context, secrets, credentials, ledger, listening, signals, served };
    try {
      for (const line of await applySettings(ledger.store, context)) note(`! ${line}`);
      await serveLedger({ ...parts, handle: (chosen) => (listener = chosen) });
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
  const { options, context, secrets, ledger, listening, signals, served } = serving;
  const store = new ObservedStore(ledger.store);
  const rehearsal = options.rehearse !== undefined;
  const over = new AbortController();
  const until = AbortSignal.any([signals.signal, over.signal]);
  // Before anything else is begun: an app that GitHub does not know ends it here.
  const bot = await startBot(serving, store, until);
  const choice = { slots: options.workers, rehearse: options.rehearse, drainMs: options.drainTimeout };
  const parts = { store, ledger, context, secrets, choice, signals, pollMs: POLL_MS };
  const worker = options.worker ? await startWorker(parts, note) : undefined;
  const sweeper = startSweeper(store, tell);
  const webhooks = await startWebhooks(store, { context, onFault: tell });
  const plan = (schedule: Schedule) => planSchedule(schedule, { rehearsal, dataDirectory: context.dataDirectory });
  const scheduling = createScheduler({ store, plan, signal: until, onFault: tell }).run();
  const heard = (name: string) => {
    if (mayMakeWork(name)) worker?.wake();
    bot?.heard(name);
  };
  store.onWrite(heard);
  served.listener = heard;
  const working = worker?.run();
  const api = await answerRequests(serving, store, bot);
  await Promise.race([untilAborted(signals.signal), ...(working === undefined ? [] : [working])]);
  // Streams first: a server with an open one does not end.
  await api.close();
  await listening.close(signals.leave);
  await working;
  over.abort();
  await scheduling;
  await Promise.all([sweeper.stop(), webhooks.stop(), bot?.stop()]);
}

async function startBot(
  { credentials, context, options }: Serving,
  store: ObservedStore,
  signal: AbortSignal,
): Promise<ServedBot | undefined> {
  if (credentials === undefined) {
    note('No GitHub App is configured, so nothing listens for /siso in comments: siso init --github sets one up.');
    return undefined;
  }
  const rehearsal = options.rehearse !== undefined;
  return startServedBot({ credentials, store, context, rehearsal, signal, onFault: tell });
}

/** From now on requests are answered, and who asked for the server is told where it is. */
async function answerRequests(serving: Serving, store: ObservedStore, bot: ServedBot | undefined): Promise<ApiHandler> {
  const { options, context, secrets, ledger, listening } = serving;
  const token = await apiToken(ledger.runsFolder);
  const names = { host: options.host, port: listening.port, allowed: options.allowHost ?? [] };
  const hosts = hostNames(names);
  const principal = { actor: context.actor, by: 'token', mayActForOthers: true } as const;
  const api = createApi({
    ...{ store, surroundings: context, workspace: options.workspace, rehearsal: options.rehearse !== undefined },
    ...{ version: await version(), settings: () => settingRows(context, secrets), onFault: tell },
    ...{ authenticate: bearerToken(token.token, principal), hosts, onWrite: (listener) => store.onWrite(listener) },
  });
  const isLedgerReady = async () =>
    (await api.fetch(new Request(`http://${hosts[0]}/api/readyz`, { headers: { host: `${hosts[0]}` } }))).ok;
  const ready = async () => (bot === undefined || bot.isReady()) && (await isLedgerReady());
  serving.handle(createBotServer({ guard: bot?.guard, api: (request, env) => api.fetch(request, env), ready }));
  greet(names, token, { context, hasBot: bot !== undefined });
  return api;
}

const POLL_MS = 15_000;

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function greet(
  { host, port }: { host: string; port: number },
  { token, file }: ApiToken,
  { context, hasBot }: { context: Context; hasBot: boolean },
): void {
  const name = host.includes(':') ? `[${host}]` : host;
  console.log(`Serving the ledger of ${printable(context.dataDirectory)} on http://${name}:${port}`);
  if (hasBot) console.log('Webhooks of the GitHub App: /api/github/webhooks');
  console.log(file === undefined ? 'Token: that of SISO_API_TOKEN' : `Token: ${token}`);
  if (file !== undefined) console.log(`  It is kept in ${printable(file)}; whoever has it may do what you may.`);
}

function note(line: string): void {
  console.error(printable(line));
}

function tell(error: unknown): void {
  endWithFailure(error, { code: EXIT.failed, json: false });
}
