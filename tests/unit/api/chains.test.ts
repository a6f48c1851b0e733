import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testApi } from './support.ts';

const api = testApi();

const CHAIN = {
  name: 'Fix and test',
  budgetMicros: 2_000_000,
  steps: [
    { key: 'fix', template: 'fix-bugs' },
    { key: 'test', needs: ['fix'], base: 'fix', prompt: 'Test it.\n{{ steps.fix.result }}', category: 'testing' },
  ],
};

describe('chains', () => {
  test('are made, listed, read, cancelled and resumed as the document says', async () => {
    const made = await api.post('/api/chains', CHAIN);
    api.demandDocumented('/api/chains', 'post', made);
    const { id } = made.body;
    expect(made).toMatchObject({ status: 201, body: { actor: 'ada', counts: { queued: 1, blocked: 1 } } });

    const listed = await api.ask('/api/chains?states=running&limit=1');
    api.demandDocumented('/api/chains', 'get', listed);
    expect(listed.body).toMatchObject({ chains: [{ id }], next: null });
    const read = await api.ask(`/api/chains/${id.slice(2).toLowerCase()}`);
    api.demandDocumented('/api/chains/{id}', 'get', read);
    expect(read.body).toEqual(made.body);

    const early = await api.post(`/api/chains/${id}/resume`, {});
    expect(early).toMatchObject({ status: 409 });
    const cancelled = await api.ask(`/api/chains/${id}/cancel`, { method: 'POST' });
    api.demandDocumented('/api/chains/{id}/cancel', 'post', cancelled);
    expect(cancelled.body).toMatchObject({ changed: true, workflow: { state: 'cancelled' } });
    const resumed = await api.post(`/api/chains/${id}/resume`, { budgetMicros: 3_000_000 });
    api.demandDocumented('/api/chains/{id}/resume', 'post', resumed);
    expect(resumed.body).toMatchObject({ state: 'running', budgetMicros: 3_000_000 });
  });

  test('of one Idempotency-Key are one', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const ask = () => api.ask('/api/chains', { method: 'POST', body: CHAIN, headers });

    expect((await ask()).body.id).toBe((await ask()).body.id);
  });

  test.each([
    ['a circle', { ...CHAIN, steps: [{ key: 'a', needs: ['a'], prompt: 'x' }] }, 'a > a'],
    ['no steps', { ...CHAIN, steps: [] }, 'body.steps'],
    ['a field that is none', { ...CHAIN, steps: [{ key: 'a', prompt: 'x', need: [] }] }, 'body.steps'],
    ['no prompt', { ...CHAIN, steps: [{ key: 'a' }] }, 'Step "a": There is no prompt'],
  ])('with %s are refused whole with 400', async (_, body, says) => {
    const before = (await api.ask('/api/tasks')).body;
    const answer = await api.post('/api/chains', body);

    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(says).slice(1, -1));
    expect((await api.ask('/api/tasks')).body).toEqual(before);
  });

  test('that are unknown are 404', async () => {
    expect(await api.ask('/api/chains/W-NONESUCH')).toMatchObject({ status: 404 });
  });
});

const SCHEDULE = { cron: '17 3 * * 1-5', zone: 'Europe/Berlin', request: { template: 'dependency-update' } };

describe('schedules', () => {
  test('are made, listed, changed, run and removed as the document says', async () => {
    const made = await api.post('/api/schedules', SCHEDULE);
    api.demandDocumented('/api/schedules', 'post', made);
    const { id } = made.body;
    expect(made).toMatchObject({ status: 201, body: { catchUp: 1, paused: false, actor: 'ada' } });
    expect(made.body.next).toHaveLength(3);

    const listed = await api.ask('/api/schedules');
    api.demandDocumented('/api/schedules', 'get', listed);
    expect(listed.body).toEqual({ schedules: [made.body] });
    const paused = await api.ask(`/api/schedules/${id}`, { method: 'PATCH', body: { paused: true, name: 'Other' } });
    api.demandDocumented('/api/schedules/{id}', 'patch', paused);
    expect(paused.body).toMatchObject({ paused: true, name: 'Other', cron: SCHEDULE.cron, next: [] });
    const run = await api.ask(`/api/schedules/${id}/run`, { method: 'POST' });
    api.demandDocumented('/api/schedules/{id}/run', 'post', run);
    expect((await api.ask(`/api/tasks/${run.body.taskId}`)).body).toMatchObject({ template: 'dependency-update' });
    const removed = await api.ask(`/api/schedules/${id}`, { method: 'DELETE' });
    api.demandDocumented('/api/schedules/{id}', 'delete', removed);
    expect((await api.ask('/api/schedules')).body).toEqual({ schedules: [] });
    expect(await api.ask(`/api/schedules/${id}`, { method: 'DELETE' })).toMatchObject({ status: 404 });
  });

  test.each([
    ['a rule that is none', { ...SCHEDULE, cron: '17 3 * * 8' }, 'position 10'],
    ['a zone that is none', { ...SCHEDULE, zone: 'Europe/Berln' }, 'no time zone'],
    ['a template that is none', { ...SCHEDULE, request: { template: 'dependency-updat' } }, 'dependency-updat'],
    ['nothing to do', { ...SCHEDULE, request: {} }, 'There is no prompt'],
  ])('with %s are refused with 400', async (_, body, says) => {
    const answer = await api.post('/api/schedules', body);

    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(says);
  });
});
