import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newKeyPair } from '../../support/github/app.ts';
import { operationAt } from '../../support/github/contract.ts';
import type { GitHubDouble } from '../../support/github/double.ts';
import { ACTIONS } from '../../support/github/state.ts';
import { aWorld } from './support.ts';

interface Asked {
  method?: string;
  body?: unknown;
  token?: string;
}

async function ask(double: GitHubDouble, path: string, { method, body, token = double.tokens.write }: Asked = {}) {
  const answer = await fetch(double.apiUrl + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) };
}

describe('the double of GitHub refuses and remembers', () => {
  const issues = '/repos/octo/app/issues';
  test.each<{ what: string; path?: string; asked?: Asked; status?: number; words: string }>([
    { what: 'a field that GitHub does not know', asked: { body: { title: 't', colour: 'red' } }, words: '"colour"' },
    { what: 'a field of the wrong kind', asked: { body: { title: 't', labels: 'siso' } }, words: 'body/labels' },
    { what: 'a body without what it must have', asked: { body: {} }, words: "'title'" },
    { what: 'a query that GitHub does not know', path: `${issues}?colour=red`, words: '"colour"' },
    { what: 'a query with another value', path: `${issues}?state=red`, words: '"state"' },
    { what: 'a page that is too large', path: `${issues}?per_page=101`, words: 'per_page' },
    { what: 'a path that the project does not use', path: '/repos/octo/app/labels', status: 501, words: '/labels' },
    { what: 'a method that the project does not use', asked: { method: 'DELETE' }, status: 501, words: 'DELETE' },
    { what: 'the path of an Enterprise Server', path: `/api/v3${issues}`, status: 501, words: '/api/v3' },
  ])('$what', async ({ path = issues, asked, status = 422, words }) => {
    const { double } = await aWorld();

    const answer = await ask(double, path, asked);
    expect(answer.status).toBe(status);
    expect(double.problems).toEqual([answer.json.message]);
    expect(answer.json.message).toContain(words);
  });

  test('an answer of its own that is not what GitHub describes', () => {
    const answer = operationAt('GET', '/repos/octo/app')?.answer;

    expect(answer?.(200, { default_branch: 'main' })).toMatchObject({ default_branch: 'main', private: false });
    expect(() => answer?.(200, { default_branch: 7 })).toThrow('data/default_branch must be string');
    expect(() => answer?.(204, null)).toThrow('repos/get never answers 204');
  });
});

describe('the double of GitHub answers as GitHub does', () => {
  test.each([
    { what: 'no token', token: '', status: 401, message: 'Requires authentication' },
    { what: 'a wrong token', token: 'ghs_wrong', status: 401, message: 'Bad credentials' },
    { what: 'a token that only reads', status: 403, message: 'Resource not accessible by integration' },
  ])('$what', async ({ token, status, message }) => {
    const { double } = await aWorld();

    const answer = await ask(double, '/repos/octo/app/issues', {
      token: token ?? double.tokens.read,
      body: { title: 't' },
    });
    expect(answer).toMatchObject({ status, json: { message, status: String(status) } });
    expect(double.problems).toEqual([]);
    if (status === 403) expect(answer.headers.get('x-accepted-github-permissions')).toBe('issues=write');
  });

  test.each([
    ['x'.repeat(65_537), 'body is too long (maximum is 65536 characters)'],
    [' \n', 'Body cannot be blank'],
  ])('a comment that it does not take', async (body, message) => {
    const { double, repository } = await aWorld();
    repository.addIssue();

    const answer = await ask(double, '/repos/octo/app/issues/1/comments', { body: { body } });
    expect(answer).toMatchObject({ status: 422, json: { message: 'Validation Failed', errors: [{ message }] } });
  });

  test('a list by the page, with links', async () => {
    const { double, repository } = await aWorld();
    for (let count = 0; count < 31; count++) repository.addIssue();

    const answer = await ask(double, '/repos/octo/app/issues');
    const at = `<${double.apiUrl}/repos/octo/app/issues?page=2>`;
    expect(answer.json).toHaveLength(30);
    expect(answer.headers.get('link')).toBe(`${at}; rel="next", ${at}; rel="last"`);
    expect((await ask(double, '/repos/octo/app/issues?page=2')).json).toHaveLength(1);
  });

  test('a reaction once, and a dispatch with the run that it starts', async () => {
    const { double, repository } = await aWorld({ workflows: { 'siso-task.yml': ['task_id'] } });
    repository.addIssue();
    const { id, reactions } = repository.addComment(1, '/siso run');
    const react = () => ask(double, `/repos/octo/app/issues/comments/${id}/reactions`, { body: { content: 'eyes' } });
    const start = (body: object) => ask(double, '/repos/octo/app/actions/workflows/siso-task.yml/dispatches', { body });

    expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
    const listed = await ask(double, `/repos/octo/app/issues/comments/${id}/reactions?content=eyes`);
    expect(listed.json).toMatchObject([{ content: 'eyes', user: { login: ACTIONS.login } }]);
    expect(reactions.map(({ content, user }) => [content, user])).toEqual([['eyes', ACTIONS]]);
    const inputs = { task_id: 'T-1' };
    expect((await start({ ref: 'main', inputs })).status).toBe(204);
    const started = await start({ ref: 'main', inputs, return_run_details: true });
    expect(started).toMatchObject({ status: 200, json: { workflow_run_id: 1_001 } });
    expect(repository.dispatches[1]).toEqual({ workflow: 'siso-task.yml', ref: 'main', inputs, runId: 1_001 });
    expect((await start({ ref: 'x' })).json.message).toBe('No ref found for: x');
    expect((await start({ ref: 'main', inputs: { prompt: '' } })).json.message).toMatch(/^Unexpected inputs provided/);
    expect(double.problems).toEqual([]);
  });
});

describe('the double of GitHub lets an app in as GitHub does', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  const seconds = now.getTime() / 1_000;
  const good = { iat: seconds - 60, exp: seconds + 600 };

  test.each([
    { what: 'for the longest time', claims: good, status: 200 },
    { what: 'of the future', claims: { ...good, iat: seconds + 1 }, status: 401, words: "'iat'" },
    { what: 'that is over', claims: { ...good, exp: seconds }, status: 401, words: "'exp'" },
    { what: 'that lasts too long', claims: { ...good, exp: seconds + 601 }, status: 401, words: 'too far' },
    { what: 'of another app', claims: { ...good, iss: '1' }, status: 401, words: 'could not be decoded' },
    { what: 'with another key', claims: good, key: newKeyPair().privateKey, status: 401, words: 'not be decoded' },
  ])('with a web token $what', async ({ claims, key, status, words }) => {
    const { double } = await aWorld({}, { now: () => now });
    const app = double.addApp();
    const parts = [
      { alg: 'RS256', typ: 'JWT' },
      { iss: String(app.id), ...claims },
    ];
    const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('RSA-SHA256', Buffer.from(signed), key ?? app.privateKey).toString('base64url');

    const answer = await ask(double, '/app', { token: `${signed}.${signature}` });
    expect(answer.status).toBe(status);
    if (words !== undefined) expect(answer.json.message).toContain(words);
    const elsewhere = await ask(double, '/repos/octo/app', { token: `${signed}.${signature}` });
    expect(elsewhere).toMatchObject({ status: 401, json: { message: 'Bad credentials' } });
  });

  test('with a token of an installation, for an hour and for the repositories of its owner', async () => {
    const clock = { ms: now.getTime() };
    const { double } = await aWorld({}, { now: () => new Date(clock.ms) });
    double.addRepository('other/app');
    const app = double.addApp();
    const { token } = app.newToken(app.install('octo').id);
    const statusOf = async (path: string) => (await ask(double, path, { token })).status;

    expect([await statusOf('/repos/Octo/App'), await statusOf('/repos/other/app')]).toEqual([200, 404]);
    expect(await statusOf('/app')).toBe(401);
    clock.ms += 3_600_000;
    expect(await statusOf('/repos/octo/app')).toBe(401);
    expect(double.problems).toEqual([]);
  });
});
