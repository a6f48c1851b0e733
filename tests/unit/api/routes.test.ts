import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testApi } from './support.ts';

const api = testApi();

describe('what is read', () => {
  test.each([
    ...[
      '/api/tasks',
      '/api/status',
      '/api/queue',
      '/api/workers',
      '/api/usage',
      '/api/usage/breakdown',
      '/api/analytics',
    ],
    ...['/api/limits', '/api/budgets', '/api/alerts', '/api/audit', '/api/members', '/api/templates', '/api/settings'],
    ...['/api/prices', '/api/version', '/api/healthz', '/api/readyz'],
  ])('%s answers as its document says', async (path) => {
    const answer = await api.ask(path);
    expect(answer.status).toBe(200);
    api.demandDocumented(path, 'get', answer);
  });

  test('a template, without where it lies', async () => {
    const answer = await api.ask('/api/templates/fix-bugs');
    api.demandDocumented('/api/templates/{name}', 'get', answer);
    expect(answer.body.source).toBe('task-prompts/fix-bugs.md');
  });

  test('usage by actor of a range, in words or as instants', async () => {
    const range = 'from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00%2B01:00';
    for (const query of ['range=30d&by=actor', range]) {
      api.demandDocumented('/api/usage', 'get', await api.ask(`/api/usage?${query}`));
    }
  });
});

describe('tasks', () => {
  test('a task is submitted as the planner has it, listed, read, explained and cancelled', async () => {
    const name = `Fix ${randomUUID()}`;
    const sent = {
      prompt: 'Fix it',
      name,
      category: 'testing',
      priority: 'high',
      budgetUsd: 0.5,
      labels: { team: 'web' },
    };
    const submitted = await api.post('/api/tasks', sent);
    api.demandDocumented('/api/tasks', 'post', submitted);
    const { taskId } = submitted.body;

    const task = await api.ask(`/api/tasks/${taskId.toLowerCase().slice(2)}`);
    api.demandDocumented('/api/tasks/{id}', 'get', task);
    expect(task.body).toMatchObject({
      name,
      actor: 'ada',
      state: 'queued',
      budgetMicros: 500_000,
      labels: { team: 'web' },
    });
    expect(task.body.tools).toContain('Edit');

    const query = new URLSearchParams({ states: 'queued,running', categories: 'testing', search: name });
    expect((await api.ask(`/api/tasks?${query}`)).body.tasks).toMatchObject([{ id: taskId }]);
    api.demandDocumented('/api/tasks/{id}/explain', 'get', await api.ask(`/api/tasks/${taskId}/explain`));

    const cancelled = await api.post(`/api/tasks/${taskId}/cancel`);
    api.demandDocumented('/api/tasks/{id}/cancel', 'post', cancelled);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', changed: true });
    expect((await api.post(`/api/tasks/${taskId}/cancel`)).body).toMatchObject({ state: 'cancelled', changed: false });
  });

  test('a cancelled task is queued again with what is changed', async () => {
    const id = await api.queued();
    await api.post(`/api/tasks/${id}/cancel`);

    const retried = await api.post(`/api/tasks/${id}/retry`, { priority: 'low' });

    expect([retried.status, retried.body]).toMatchObject([200, { decision: 'queued', taskId: id }]);
    expect((await api.ask(`/api/tasks/${id}`)).body).toMatchObject({ state: 'queued', priority: 'low' });
  });

  test('a task that is retried while its twin lives is answered with 409 and the twin', async () => {
    const dedupeKey = randomUUID();
    const first = await api.queued({ dedupeKey });
    await api.post(`/api/tasks/${first}/cancel`);
    const twin = await api.queued({ dedupeKey });

    const retried = await api.post(`/api/tasks/${first}/retry`, {});
    const submitted = await api.post('/api/tasks', { prompt: 'Fix it', dedupeKey });
    const existing = await api.post('/api/tasks', { prompt: 'Fix it', dedupeKey, dedupe: 'return_existing' });

    expect(retried).toMatchObject({ status: 409, body: { code: 'ledger_conflict', twin } });
    expect(submitted).toMatchObject({ status: 409, body: { twin } });
    expect(existing).toMatchObject({ status: 201, body: { taskId: twin, existing: true } });
  });

  test('a repeated Idempotency-Key gets the first answer and submits nothing; another operation is its own', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const name = randomUUID();
    const first = await api.post('/api/tasks', { prompt: 'Fix it', name }, key);
    const again = await api.post('/api/tasks', { prompt: 'Fix it', name }, key);
    const paused = await api.post('/api/pause', undefined, key);
    await api.post('/api/resume', undefined, key);

    expect(again.body).toEqual(first.body);
    expect((await api.ask(`/api/tasks?search=${name}`)).body.tasks).toHaveLength(1);
    expect(paused.body).toEqual({ paused: true });
    expect((await api.ask('/api/status')).body.paused).toBe(false);
  });

  test('pages go on where the one before ended, whatever comes meanwhile', async () => {
    const model = 'claude-opus-5';
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.unshift(await api.queued({ model, labels: { page: 'yes' } }));
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await api.ask(`/api/tasks?label=page%3Dyes&limit=2${after}`);
      seen.push(...body.tasks.map(({ id }: { id: string }) => id));
      await api.queued({ model, labels: { page: 'yes' } });
      after = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`;
    } while (after !== '');
    expect(seen).toEqual(ids);
  });
});

describe('many tasks at once', () => {
  test('a preview names exactly the tasks that are cancelled then, one result each', async () => {
    const labels = { bulk: randomUUID() };
    const ids = [await api.queued({ labels }), await api.queued({ labels })].reverse();
    const bulk = { action: 'cancel', filter: { label: `bulk=${labels.bulk}` } };

    const preview = await api.post('/api/tasks/bulk', { ...bulk, preview: true });
    const [state] = [(await api.ask(`/api/tasks/${ids[0]}`)).body.state];
    const done = await api.post('/api/tasks/bulk', bulk);

    api.demandDocumented('/api/tasks/bulk', 'post', done);
    expect([preview.body, state]).toEqual([
      { action: 'cancel', preview: true, ids, more: false, results: [] },
      'queued',
    ]);
    expect(done.body.results).toEqual(ids.map((taskId) => ({ taskId, outcome: 'done', state: 'cancelled' })));
  });

  test('one that cannot be changed keeps none of the others from it', async () => {
    const id = await api.queued();
    const ids = ['T-NOBODY', id, id.toLowerCase()];
    const { body } = await api.post('/api/tasks/bulk', { action: 'retry', ids, changes: { priority: 'high' } });

    expect(body.ids).toEqual(['T-NOBODY', id]);
    expect(body.results).toMatchObject([
      { outcome: 'failed', code: 'not_found' },
      { taskId: id, outcome: 'done' },
    ]);
    expect((await api.ask(`/api/tasks/${id}`)).body.priority).toBe('high');
  });
});
