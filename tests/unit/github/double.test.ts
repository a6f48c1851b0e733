import { describe, expect, test } from 'vitest';
import { operationAt } from '../../support/github/contract.ts';
import type { GitHubDouble } from '../../support/github/double.ts';
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

    expect([(await react()).status, (await react()).status, reactions]).toEqual([201, 200, ['eyes']]);
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
