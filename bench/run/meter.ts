import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Agent, createServer, request } from 'node:http';
import { join } from 'node:path';
import type { ModelPrice } from '../../src/domain/prices.ts';
import { type Meter, startMeter } from '../../src/meter/index.ts';
import { median, round, timed } from '../statistics.ts';

const MODEL = 'claude-sonnet-5-5';
const PRICE: ModelPrice = {
  id: 1,
  model: MODEL,
  inputNanos: 2_000,
  outputNanos: 10_000,
  write5mNanos: 2_500,
  write1hNanos: 4_000,
  readNanos: 100,
  longPromptTokens: null,
  longPromptFactor: 1,
  webSearchNanos: 10_000_000,
};
const BODY = JSON.stringify({
  model: MODEL,
  max_tokens: 300,
  stream: true,
  messages: [{ role: 'user', content: 'x'.repeat(40_000) }],
});
const START =
  'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","model":"m","usage":{"input_tokens":10,"output_tokens":1}}}\n\n';
const END =
  'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":20}}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n';

/** Milliseconds that the meter adds to a request of 40 kB: the difference of the medians, in turn. */
export async function measureMeter(folder: string, samples: number): Promise<number> {
  const upstream = await listen(0);
  const meter = await meterTo(upstream.url, folder);
  const agent = new Agent({ keepAlive: true });
  const direct: number[] = [];
  const metered: number[] = [];
  for (let at = 0; at < samples + 20; at += 1) {
    const times = [
      await timed(() => post(upstream.url, { agent, key: 'key' })),
      await timed(() => post(meter.baseUrl, { agent, key: meter.agentKey })),
    ] as const;
    if (at < 20) continue;
    direct.push(times[0]);
    metered.push(times[1]);
  }
  agent.destroy();
  await meter.close();
  upstream.close();
  return round(median(metered) - median(direct));
}

/** How much the meter's memory grows, in MB, while `megabytes` pass through it in one response. */
export async function measureStream(folder: string, megabytes: number): Promise<number> {
  const upstream = await listen(megabytes);
  const meter = await meterTo(upstream.url, folder);
  const pid = await meterProcess();
  const before = await residentMb(pid);
  let peak = before;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await residentMb(pid));
  }, 20);
  await post(meter.baseUrl, { key: meter.agentKey });
  clearInterval(watch);
  await meter.close();
  upstream.close();
  return round(peak - before, 0);
}

async function meterTo(baseUrl: string, folder: string): Promise<Meter> {
  const meter = await startMeter({
    upstream: { kind: 'api', baseUrl, apiKey: 'key' },
    hold: { amountMicros: 9_000_000_000, tokens: 9_000_000_000, prices: [PRICE], countCacheWrites: false },
    models: [MODEL],
    journalPath: join(folder, `journal-${randomUUID()}.jsonl`),
    runMarker: randomUUID(),
  });
  meter.acknowledgeHeartbeat();
  return meter;
}

/** An API that answers at once; `megabytes` of text deltas stand in the middle of its answer. */
async function listen(megabytes: number): Promise<{ url: string; close(): void }> {
  const delta = `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"${'y'.repeat(900)}"}}\n\n`;
  const block = delta.repeat(64);
  const server = createServer(async (incoming, response) => {
    for await (const _ of incoming);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(START);
    for (let sent = 0; sent < megabytes * 1_000_000; sent += block.length) {
      if (!response.write(block)) await once(response, 'drain');
    }
    response.end(END);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.closeAllConnections() };
}

async function post(baseUrl: string, { agent, key }: { agent?: Agent; key: string }): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  const sent = request(`${baseUrl}/v1/messages`, { method: 'POST', headers, ...(agent ? { agent } : {}) }).end(BODY);
  const [response] = await once(sent, 'response');
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`The request was answered with ${response.statusCode}`);
}

/** The one child of this process. */
async function meterProcess(): Promise<number> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  return Number(children.trim().split(' ').at(-1));
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
}
