import { afterEach, expect, test, vi } from 'vitest';
import { EventHub, type HubOptions } from '../../../src/api/events/hub.ts';
import type { EventPage } from '../../../src/contracts/ledger/events.ts';
import { until } from '../../support/siso.ts';
import { HOST, TOKEN, testApi } from './support.ts';

const api = testApi();
const hubs: EventHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

/** A feed of numbered events, and how often it was asked. */
class Feed {
  readonly asked: (string | null)[] = [];
  #last = 0;
  size = 10;

  add(events: number): void {
    this.#last += events;
  }

  readonly read = async (after: string | null, limit: number): Promise<EventPage> => {
    this.asked.push(after);
    const from = after === null ? this.#last : Number(after);
    const until = Math.min(this.#last, from + limit);
    const events = Array.from({ length: until - from }, (_, at) => ({
      ...{ cursor: `${from + at + 1}`, at: '2026-03-01T10:00:00Z', kind: 'task.queued', subject: 'T-1' },
      data: { text: 'x'.repeat(this.size) },
    }));
    return { events, next: `${until}` };
  };
}

function hub(feed: Feed, options: Partial<HubOptions> = {}): EventHub {
  const onFault = vi.fn();
  const made = new EventHub({ read: feed.read, onFault, pollMs: 5, ...options });
  hubs.push(made);
  return made;
}

/** Reads a stream to the event `last`; answers the ids of all events. */
async function idsUntil(stream: ReadableStream<Uint8Array>, last: string): Promise<string[]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream.values()) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(`id: ${last}\nevent: task`)) break;
  }
  return [...text.matchAll(/id: (\d+)\nevent: task/g)].map(([, id = '']) => id);
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `${from + at}`);

test('who follows from now on is given what happens from now on, in order, each once', async () => {
  const feed = new Feed();
  feed.add(3);
  const stream = await hub(feed).follow(null);
  feed.add(500);

  expect(await idsUntil(stream, '503')).toEqual(numbers(4, 503));
});

test('who comes back with the last id has lost nothing, also at another server', async () => {
  const feed = new Feed();
  feed.add(2);
  const seen = await idsUntil(await hub(feed).follow('0'), '2');
  feed.add(5);
  const later = await idsUntil(await hub(feed).follow(seen.at(-1) ?? ''), '7');

  expect([...seen, ...later]).toEqual(numbers(1, 7));
});

test('all who stand at the same place share one question, and nobody asks without readers', async () => {
  const feed = new Feed();
  const made = hub(feed, { pollMs: 1_000_000 });
  const streams = await Promise.all([made.follow(null), made.follow(null), made.follow(null)]);
  await until(() => feed.asked.length >= 4);
  const before = feed.asked.length;
  feed.add(1);
  made.wake();
  await Promise.all(streams.map((stream) => idsUntil(stream, '1')));

  expect(feed.asked.slice(before).filter((after) => after === '0')).toHaveLength(1);
  await until(() => made.size === 0);
  const idle = feed.asked.length;
  made.wake();
  expect(feed.asked).toHaveLength(idle);
});

test('a reader that takes nothing is given no more than fits, and is dropped with its cursor intact', async () => {
  const feed = new Feed();
  feed.size = 1_000;
  const made = hub(feed, { stallMs: 20 });
  const slow = await made.follow(null);
  feed.add(1_000);
  await until(() => made.size === 0);
  feed.add(1);

  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of slow.values()) text += decoder.decode(chunk);
  const seen = [...text.matchAll(/id: (\d+)\nevent: task/g)].map(([, id = '']) => id);
  expect(seen.length).toBeLessThan(1_000);
  expect(seen).toEqual(numbers(1, seen.length));
  const later = await idsUntil(await hub(feed).follow(seen.at(-1) ?? ''), '1001');
  expect([...seen, ...later]).toEqual(numbers(1, 1_001));
});

test('a feed that fails for a while costs nobody their stream', async () => {
  const feed = new Feed();
  const onFault = vi.fn();
  let failing = false;
  const read = (after: string | null, limit: number) =>
    failing ? Promise.reject(new Error('away')) : feed.read(after, limit);
  const stream = await hub(feed, { read, onFault }).follow(null);
  failing = true;
  await until(() => onFault.mock.calls.length > 0);
  failing = false;
  feed.add(1);

  expect(await idsUntil(stream, '1')).toEqual(['1']);
});

test('a quiet stream says now and then that it is still there, and ends with the server', async () => {
  const made = hub(new Feed(), { heartbeatMs: 5 });
  const reader = (await made.follow(null)).getReader();
  const decoder = new TextDecoder();
  const opening = decoder.decode((await reader.read()).value);
  const next = decoder.decode((await reader.read()).value);
  await made.close();
  const rest: boolean[] = [];
  for (let at = await reader.read(); !at.done; at = await reader.read()) rest.push(at.done);

  expect([opening, next]).toEqual(['retry: 2000\nid: 0\nevent: open\ndata: {}\n\n', ': still here\n\n']);
});

test('what is written through the API comes to who follows the API, and a cursor that is none is answered with 400', async () => {
  const response = await api.with({}).fetch(api.request('/api/events'));
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const id = await api.queued();
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk);
    if (text.includes(id)) break;
  }

  expect(text).toMatch(/\nid: .+\nevent: .+\ndata: \{/);
  expect(await api.ask('/api/events?after=nonsense')).toMatchObject({ status: 400 });
  expect(await api.ask('/api/events', { headers: { 'last-event-id': "1' or 1" } })).toMatchObject({ status: 400 });
});

test('asked by HEAD it opens no stream, and nobody follows without the token', async () => {
  const head = await api.ask('/api/events', { method: 'HEAD' });
  const stranger = await api.ask('/api/events', { headers: { authorization: `Bearer ${TOKEN}x`, host: HOST } });
  expect([head.status, stranger.status]).toEqual([200, 401]);
});
