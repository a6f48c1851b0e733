import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../support/github/faults.ts';
import { aWorld, faultOf, REPOSITORY } from './support.ts';

async function aWorldWithAnIssue() {
  const world = await aWorld();
  const issue = world.repository.addIssue();
  return { ...world, issue };
}

describe('a question', () => {
  test.each<FaultKind>([500, 502, 503, 'cut', 'done and cut', 'half an answer'])(
    'is asked again after %s',
    async (kind) => {
      const { double, github, waits } = await aWorld();
      double.faults.next({ kind, times: 3 });

      expect(await github.defaultBranch(REPOSITORY)).toBe('main');
      expect(double.requests).toHaveLength(4);
      expect(waits).toHaveLength(3);
      // Longer each time, and never the same for two jobs.
      expect(waits.map((ms, nth) => ms >= 250 * 2 ** nth && ms <= 750 * 2 ** nth)).toEqual([true, true, true]);
    },
  );

  test('that is never answered is asked again, and then is an error', async () => {
    const { double, open, waits } = await aWorld();
    double.faults.next({ kind: 'slow', times: 4 });

    const fault = await faultOf(open({ timeoutMs: 50 }).defaultBranch(REPOSITORY), double.tokens.write);
    expect(fault).toMatchObject({ code: 'github_failed', retryable: true });
    expect(fault.message).toMatch(
      /^GitHub at 127\.0\.0\.1:\d+ did not answer within 0\.05 s in the attempt to read the/,
    );
    expect(waits).toHaveLength(3);
  });

  test('is given up after the fourth time', async () => {
    const { double, github } = await aWorld();
    double.faults.next({ kind: 502, times: 5 });

    const fault = await faultOf(github.defaultBranch(REPOSITORY), double.tokens.write);
    expect(fault).toMatchObject({
      code: 'github_failed',
      retryable: true,
      message: 'GitHub failed to read the repository in octo/app: status 502',
      hint: 'Look at https://www.githubstatus.com, then run it again.',
    });
    expect(double.requests).toHaveLength(4);
  });
});

describe('a change', () => {
  test.each<FaultKind>(['cut', 'done and cut', 'half an answer', 500, 502, 'slow'])(
    'that makes something is not made again after %s',
    async (kind) => {
      const { double, open, issue } = await aWorldWithAnIssue();
      double.faults.next({ kind });

      const fault = await faultOf(open({ timeoutMs: 500 }).createComment(REPOSITORY, 1, 'text'), double.tokens.write);
      expect(fault).toMatchObject({ code: 'github_failed', retryable: true });
      expect(double.requests).toHaveLength(1);
      expect(issue.comments).toHaveLength(kind === 'done and cut' || kind === 'half an answer' ? 1 : 0);
    },
  );

  test('that sets something is made again, which does no harm', async () => {
    const { double, github, repository, issue } = await aWorldWithAnIssue();
    const { id } = repository.addComment(1, 'first');
    double.faults.next({ kind: 'done and cut' });
    double.faults.next({ kind: 502 });

    await github.updateComment(REPOSITORY, id, 'second');
    expect(issue.comments.map(({ body }) => body)).toEqual(['second']);
    expect(double.requests).toHaveLength(3);
  });
});

describe('a rate limit', () => {
  test.each<FaultKind>([429, 'secondary limit', 'primary limit'])('is waited for: %s', async (kind) => {
    const { double, github, waits, issue } = await aWorldWithAnIssue();
    double.faults.next({ kind, retryAfter: 7 });

    // GitHub refused, so nothing can be made twice.
    await github.createComment(REPOSITORY, 1, 'text');
    expect(issue.comments).toHaveLength(1);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(5_000);
    expect(waits[0]).toBeLessThanOrEqual(9_000);
  });

  test('that names no time is waited for as GitHub asks, for a minute', async () => {
    const { double, github, waits } = await aWorld();
    double.faults.next({ kind: 'secondary limit', retryAfter: null });

    await github.defaultBranch(REPOSITORY);
    expect(waits[0]).toBeGreaterThanOrEqual(60_000);
  });

  test('that lasts too long is an error at once, which says until when', async () => {
    const { double, github, waits } = await aWorld();
    double.faults.next({ kind: 'primary limit', retryAfter: 1_800 });

    const fault = await faultOf(github.defaultBranch(REPOSITORY), double.tokens.write);
    expect(fault).toMatchObject({
      code: 'github_failed',
      retryable: true,
      message: "GitHub's rate limit stopped the attempt to read the repository in octo/app",
    });
    expect(fault.hint).toMatch(
      /^Run it again after \d\d:\d\d UTC\. The token of a GitHub App has a limit of its own\.$/,
    );
    expect(waits).toEqual([]);
  });
});
