import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { processesWithMarker } from '../../../src/host/processes.ts';
import { loadScenario, type MeterEvent, type MeterOptions, readJournal, startMeter } from '../../../src/meter/index.ts';
import { Lease } from '../../../src/meter/lease.ts';
import { aProvider, aRequest, errorOf, MODEL, post, streaming, temporaryFolder } from '../../support/meter.ts';
import { PRICES } from '../../support/prices.ts';

async function aMeter({ acknowledged = true, ...options }: Partial<MeterOptions> & { acknowledged?: boolean } = {}) {
  const journalPath = join(temporaryFolder(), 'journal.jsonl');
  const meter = await startMeter({
    upstream: { kind: 'rehearsal', scenario: await loadScenario('answer') },
    hold: { amountMicros: 1_000_000, tokens: 100_000, prices: PRICES, countCacheWrites: false },
    models: [MODEL],
    journalPath,
    runMarker: randomUUID(),
    ...options,
  });
  onTestFinished(async () => {
    await meter.close();
  });
  if (acknowledged) meter.acknowledgeHeartbeat();
  const events: MeterEvent[] = [];
  const waiting: (() => void)[] = [];
  meter.onEvent((event) => {
    events.push(event);
    for (const look of waiting.splice(0)) look();
  });
  const event = async (kind: MeterEvent['kind']): Promise<MeterEvent> => {
    for (;;) {
      const found = events.find((one) => one.kind === kind);
      if (found) return found;
      await new Promise<void>((look) => waiting.push(look));
    }
  };
  const ask = (fields: Record<string, unknown> = {}) =>
    post(meter.baseUrl, aRequest(fields), { headers: { 'x-api-key': meter.agentKey } });
  return { meter, journalPath, event, ask };
}

/** Processes that this one started for a meter. */
function meterProcesses(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((id) => {
      try {
        const parent = readFileSync(`/proc/${id}/stat`, 'latin1')
          .replace(/^.*\) \S+ /s, '')
          .split(' ')[0];
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${id}/cmdline`, 'latin1').includes('meter/process')
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

describe('a meter', () => {
  test('serves one run and tells its figures at any time and at the end', async () => {
    const { meter, ask, journalPath, event } = await aMeter();
    expect(await (await ask()).text()).toContain('This is a rehearsed answer');
    await expect.poll(async () => (await meter.usage()).requests).toBe(1);
    expect(await event('usage')).toMatchObject({ kind: 'usage' });
    const final = await meter.close();
    expect(final).toMatchObject({ requests: 1, inFlight: 0, stopped: null });
    expect(final.costMicros).toBeGreaterThan(0);
    expect(await readJournal(journalPath)).toMatchObject({ costMicros: final.costMicros, entries: final.entries });
    await expect(ask()).rejects.toThrow();
    expect(await meter.close()).toEqual(final);
  });

  test.skipIf(process.platform !== 'linux')('keeps the key out of sight and inherits nothing', async () => {
    vi.stubEnv('SOME_SECRET', 'inherited-secret');
    const provider = await aProvider(streaming({ input_tokens: 1, output_tokens: 1 }));
    await aMeter({ upstream: { kind: 'api', baseUrl: provider.url, apiKey: 'the-real-key' } });
    const [id] = meterProcesses();
    const shown = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${id}/${file}`, 'latin1')).join();
    expect(shown).toContain('meter/process');
    expect(shown).not.toMatch(/the-real-key|inherited-secret/);
  });

  test('answers 402 and says so when the ledger is silent for too long', async () => {
    const { meter, event, ask } = await aMeter({ heartbeatDeadlineMs: 50 });
    expect(await event('stopped')).toMatchObject({ reason: 'lease_lost', message: expect.stringContaining('ledger') });
    expect(await errorOf(await ask())).toMatchObject({ status: 402, type: 'billing_error' });
    expect((await meter.usage()).stopped?.reason).toBe('lease_lost');
  });

  test('spends nothing before the ledger has confirmed the start, and loses no lease meanwhile', async () => {
    const { meter, event, ask } = await aMeter({ acknowledged: false, heartbeatDeadlineMs: 1 });
    expect(await errorOf(await ask())).toMatchObject({
      status: 402,
      type: 'billing_error',
      message: expect.stringContaining('has not confirmed the start'),
    });
    expect(await meter.usage()).toMatchObject({ requests: 0, stopped: null });
    meter.acknowledgeHeartbeat();
    expect(await event('stopped')).toMatchObject({ reason: 'lease_lost' });
  });

  test('serves once the ledger has confirmed the start', async () => {
    const { meter, ask } = await aMeter({ acknowledged: false });
    expect((await ask()).status).toBe(402);
    meter.acknowledgeHeartbeat();
    await meter.usage();
    expect((await ask()).status).toBe(200);
  });

  test.skipIf(process.platform === 'win32')('is served on through lines that are no reports', async () => {
    const node = process.execPath;
    const babbling = join(temporaryFolder(), 'node');
    writeFileSync(babbling, `#!/bin/sh\necho nonsense\necho '{"type":"unknown"}'\nexec '${node}' "$@"\n`, {
      mode: 0o755,
    });
    onTestFinished(() => {
      process.execPath = node;
    });
    process.execPath = babbling;
    const { ask } = await aMeter();
    expect((await ask()).status).toBe(200);
  });

  test('stops spending when told to', async () => {
    const { meter, event, ask } = await aMeter();
    meter.stop('cancelled');
    await event('stopped');
    expect((await errorOf(await ask())).message).toContain('cancelled');
  });

  test('passes on what the provider asks for', async () => {
    const { event, ask } = await aMeter({
      upstream: { kind: 'rehearsal', scenario: await loadScenario('rate-limited') },
    });
    expect((await ask()).status).toBe(429);
    expect(await event('provider')).toEqual({ kind: 'provider', signal: { retryAfterSeconds: 120 } });
  });

  test.skipIf(process.platform !== 'linux')(
    'that dies leaves its figures in the journal, the request in flight at its worst',
    async () => {
      const { meter, event, ask } = await aMeter({
        upstream: { kind: 'rehearsal', scenario: await loadScenario('hang') },
      });
      const answer = await ask();
      const { worstCaseMicros } = await meter.usage();
      const [id] = meterProcesses();
      process.kill(id ?? 0, 'SIGKILL');
      await event('exited');
      await expect(answer.text()).rejects.toThrow();
      expect(await meter.usage()).toMatchObject({ costMicros: worstCaseMicros, entries: [{ estimated: true }] });
      expect(await meter.close()).toMatchObject({ costMicros: worstCaseMicros, inFlight: 0 });
    },
  );

  test('does not start on the journal of another run', async () => {
    const { journalPath } = await aMeter();
    await expect(aMeter({ journalPath })).rejects.toMatchObject({
      code: 'meter_failed',
      message: expect.stringContaining(journalPath),
    });
  });

  test.each(['http://example.com', 'ftp://127.0.0.1', 'nonsense'])('sends no key to %s', async (baseUrl) => {
    const upstream = { kind: 'api', baseUrl, apiKey: 'k' } as const;
    await expect(aMeter({ upstream })).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

test('a meter whose parent is killed closes its port and ends the agent', async () => {
  const journalPath = join(temporaryFolder(), 'journal.jsonl');
  const marker = randomUUID();
  const script = fileURLToPath(new URL('../../support/meter-parent.ts', import.meta.url));
  const parent = spawn(process.execPath, [script, journalPath, marker], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    parent.kill('SIGKILL');
  });
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const told = z.object({ baseUrl: z.string(), agentKey: z.string() });
  const { baseUrl, agentKey } = told.parse(JSON.parse(String((await lines.next()).value)));
  const answer = await post(baseUrl, aRequest(), { headers: { 'x-api-key': agentKey } });
  expect(await processesWithMarker(marker)).toHaveLength(1);

  parent.kill('SIGKILL');

  // Reading waits for the meter's last word.
  const [usage] = await Promise.all([readJournal(journalPath), expect(answer.text()).rejects.toThrow()]);
  expect(usage).toMatchObject({ stopped: { reason: 'crashed' }, requests: 1 });
  expect(await processesWithMarker(marker)).toEqual([]);
  await expect(fetch(baseUrl)).rejects.toThrow();
});

test('a lease begins with the first acknowledgement and is lost once, at its deadline after the last', () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const lost = vi.fn();
  const lease = new Lease(70_000, lost);
  vi.advanceTimersByTime(600_000);
  lease.acknowledge();
  vi.advanceTimersByTime(69_999);
  lease.acknowledge();
  vi.advanceTimersByTime(69_999);
  expect(lost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(lost).toHaveBeenCalledOnce();
});
