import { describe, expect, test } from 'vitest';
import { aGateway, aProvider, aRequest, aSlowProvider, errorOf, post, streaming } from '../../support/meter.ts';

const USAGE = { input_tokens: 100, output_tokens: 50 };

describe('what is left', () => {
  test('limits the output a request may have', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url, { hold: { amountMicros: 8_000 }, maxOutputTokens: 700 });
    await post(url, aRequest({ max_tokens: 128_000 }));
    await post(url, aRequest({ max_tokens: 100 }));
    const [large, small] = provider.received.map(({ body }) => body.max_tokens);
    expect(large).toBeLessThanOrEqual(500);
    expect(large).toBeGreaterThanOrEqual(256);
    expect(small).toBe(100);
  });

  test('ends the run with 402 and a sentence that names the budget', async () => {
    const provider = await aProvider(streaming({ input_tokens: 100, output_tokens: 400 }));
    const gateway = await aGateway(provider.url, { hold: { amountMicros: 8_000 } });
    await (await post(gateway.url, aRequest())).text();
    const answer = await post(gateway.url, aRequest({ messages: [{ role: 'user', content: 'x'.repeat(2_000) }] }));
    expect(await errorOf(answer)).toMatchObject({
      status: 402,
      type: 'billing_error',
      message: expect.stringMatching(/budget of \$0\.008 is reached: \$0\.0042 is spent/),
    });
    expect(provider.received).toHaveLength(1);
    expect(gateway.stops).toEqual([{ reason: 'hold_reached', message: expect.stringContaining('$0.008') }]);
    expect(await errorOf(await post(gateway.url, aRequest({ max_tokens: 1 })))).toMatchObject({ status: 402 });
  });

  test('of the token budget ends the run in the same way', async () => {
    const provider = await aProvider(streaming({ input_tokens: 1_000, output_tokens: 500 }));
    const gateway = await aGateway(provider.url, { hold: { tokens: 2_500 } });
    await (await post(gateway.url, aRequest())).text();
    const { status, message } = await errorOf(await post(gateway.url, aRequest()));
    expect([status, message]).toEqual([
      402,
      expect.stringContaining('budget of 2,500 tokens is reached: 1,500 tokens are used'),
    ]);
    expect(gateway.stops[0]?.reason).toBe('token_hold_reached');
  });

  test('is not lowered below a thinking budget', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url, stops } = await aGateway(provider.url, { hold: { amountMicros: 8_000 } });
    const thinking = { type: 'enabled', budget_tokens: 800 };
    expect(await errorOf(await post(url, aRequest({ thinking })))).toMatchObject({ status: 402 });
    expect(stops).toHaveLength(1);
    const capped = await aGateway(provider.url, { maxOutputTokens: 700 });
    const { status, message } = await errorOf(await post(capped.url, aRequest({ thinking })));
    expect([status, message]).toEqual([402, expect.stringContaining('thinking budget of 800 tokens')]);
    expect(capped.stops).toEqual([]);
    expect(provider.received).toEqual([]);
  });

  test('is shared: a request waits for those in flight and then has what they left', async () => {
    const slow = await aSlowProvider(USAGE);
    const { url, usage } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const second = post(url, aRequest());
    const third = post(url, aRequest());
    await expect.poll(() => usage().inFlight).toBe(1);
    expect(slow.received).toHaveLength(1);
    slow.release(0);
    await slow.arrived(2);
    slow.release(1);
    await slow.arrived(3);
    slow.release(2);
    for (const answer of await Promise.all([first, second, third])) expect(answer.status).toBe(200);
    expect(slow.received.map(({ body }) => body.max_tokens)).toEqual([1_000, 1_000, 1_000]);
    await expect.poll(() => usage().costMicros).toBe(3 * 700);
  });

  test('is not held back by an agent that stops waiting', async () => {
    const slow = await aSlowProvider(USAGE);
    const { url } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const impatient = new AbortController();
    const second = post(url, aRequest(), { signal: impatient.signal });
    impatient.abort();
    await expect(second).rejects.toThrow();
    const third = post(url, aRequest());
    slow.release(0);
    await slow.arrived(2);
    slow.release(1);
    expect([(await first).status, (await third).status]).toEqual([200, 200]);
    expect(slow.received).toHaveLength(2);
  });

  test('is nothing for those who wait when the run is stopped', async () => {
    const slow = await aSlowProvider(USAGE);
    const { url, governor } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const second = post(url, aRequest());
    await expect.poll(() => slow.received.length).toBe(1);
    governor.stop('cancelled');
    expect(await errorOf(await second)).toMatchObject({ status: 402, message: expect.stringContaining('cancelled') });
    slow.release(0);
    expect((await first).status).toBe(200);
  });
});
