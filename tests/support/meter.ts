import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ProviderSignal } from '../../src/contracts/ledger/life.ts';
import type { MeterConfig, MeterUsage, Network, Stopped } from '../../src/contracts/meter.ts';
import { Upstream } from '../../src/host/upstream.ts';
import { Gateway } from '../../src/meter/gateway.ts';
import { Governor } from '../../src/meter/governor.ts';
import { Journal } from '../../src/meter/journal.ts';
import { PRICES } from './prices.ts';

export const MODEL = 'claude-sonnet-5-5';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siso-meter-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  text: string;
  /** The parsed body of a POST. */
  body: { model: string; max_tokens: number; messages: unknown[] };
}

export type Handler = (received: Received, response: ServerResponse) => void;

/** A provider on loopback that answers as the test says and keeps what it received. */
export async function aProvider(handler: Handler): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, text, body: text === '' ? {} : JSON.parse(text) };
    received.push(one);
    handler(one, response);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, received };
}

export interface TestGateway {
  url: string;
  journalPath: string;
  usage(): MeterUsage;
  stops: Stopped[];
  signals: ProviderSignal[];
  governor: Governor;
  /** Resolves when `holds` is true of the usage, looking at every change. */
  until(holds: (usage: MeterUsage) => boolean): Promise<MeterUsage>;
  close(): Promise<void>;
}

type Overrides = Partial<Omit<MeterConfig, 'hold'>> & {
  hold?: Partial<MeterConfig['hold']>;
  /** How the provider is reached. */
  network?: Network;
};

/** The meter's gateway inside the test's own process, in front of `providerUrl`. */
export async function aGateway(
  providerUrl: string,
  { hold, network, ...overrides }: Overrides = {},
): Promise<TestGateway> {
  const config: MeterConfig = {
    agentKey: 'agent-key',
    upstream: { kind: 'api', baseUrl: providerUrl, apiKey: 'real-key' },
    hold: { amountMicros: 2_000_000, tokens: 1_000_000, prices: PRICES, countCacheWrites: false, ...hold },
    models: [MODEL],
    maxOutputTokens: 16_000,
    journalPath: join(temporaryFolder(), 'journal.jsonl'),
    runMarker: 'test',
    heartbeatDeadlineMs: 60_000,
    ...overrides,
  };
  const [stops, signals, watchers]: [Stopped[], ProviderSignal[], Set<() => void>] = [[], [], new Set()];
  const governor = new Governor(config, new Journal(config.journalPath, config.hold), {
    onUsage: () => {
      for (const watch of watchers) watch();
    },
    onStopped: (stopped) => stops.push(stopped),
    onProvider: (signal) => signals.push(signal),
  });
  governor.confirm();
  const gateway = new Gateway({
    config,
    governor,
    upstream: await Upstream.open(providerUrl, network),
    apiKey: 'real-key',
  });
  onTestFinished(() => gateway.close());
  const until: TestGateway['until'] = (holds) =>
    new Promise((resolve) => {
      const watch = () => {
        if (!holds(governor.usage())) return;
        watchers.delete(watch);
        resolve(governor.usage());
      };
      watchers.add(watch);
      watch();
    });
  const url = `http://127.0.0.1:${await gateway.listen()}`;
  const close = () => gateway.close();
  return {
    url,
    journalPath: config.journalPath,
    usage: () => governor.usage(),
    stops,
    signals,
    governor,
    until,
    close,
  };
}

/** A small Messages API request. */
export function aRequest(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: MODEL, max_tokens: 1_000, stream: true, messages: [{ role: 'user', content: 'hello' }], ...fields };
}

export function post(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-api-key': 'agent-key', ...init.headers };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(`${url}/v1/messages?beta=true`, { method: 'POST', body: text, ...init, headers });
}

const errorBodySchema = z.object({ error: z.object({ type: z.string(), message: z.string() }) });

export async function errorOf(response: Response): Promise<{ status: number; type: string; message: string }> {
  const { error } = errorBodySchema.parse(await response.json());
  return { status: response.status, ...error };
}

export type Usage = Record<string, unknown>;

/** The events of a streamed answer, as text. */
export function streamOf({ usage, text = 'hi' }: { usage: Usage; text?: string }): string[] {
  const { output_tokens, ...input } = usage;
  return [
    { type: 'message_start', message: { id: 'msg_1', usage: { ...input, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens } },
    { type: 'message_stop' },
  ].map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

/** Answers every request with a whole stream of these figures. */
export function streaming(usage: Usage): Handler {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(streamOf({ usage }).join(''));
  };
}

/** A provider that answers each request when the test says so. */
export async function aSlowProvider(usage: Usage) {
  const pending: (() => void)[] = [];
  const arrivals: (() => void)[] = [];
  const provider = await aProvider((received, response) => {
    pending.push(() => streaming(usage)(received, response));
    for (const arrived of arrivals.splice(0)) arrived();
  });
  const arrived = async (count: number) => {
    while (pending.length < count) await new Promise<void>((resolve) => arrivals.push(resolve));
  };
  return { ...provider, arrived, release: (index: number) => pending[index]?.() };
}
