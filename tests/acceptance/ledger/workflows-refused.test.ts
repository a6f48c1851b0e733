import { beforeEach, describe, expect, test } from 'vitest';
import { aChain, create, created } from '../../support/chains.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { by } from '../../support/ledger-arguments.ts';
import { openLedger } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});

describe('a chain that cannot be', () => {
  const many = (count: number, needs: (n: number) => string[]) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${n}`, needs(n)]));

  test.each([
    ['a circle', { a: ['c'], b: ['a'], c: ['b'], d: ['a'] }, 'The steps wait for each other: a > b > c > a.'],
    ['itself', { a: ['a'] }, 'a > a'],
    ['a need that is no step', { a: ['b'] }, 'Step "a": It needs "b", and there is no such step.'],
    ['a name that is none', { '1 a': [] }, 'Step "1 a": Its name'],
    ['too deep', many(21, (n) => (n === 0 ? [] : [`s${n - 1}`])), '20 are the most'],
    ['too wide', many(52, (n) => (n === 0 ? [] : ['s0'])), 'Step "s0": 51 steps wait for it; 50 are the most.'],
    ['too many', many(101, () => []), '1 to 100 steps, not 101'],
    ['a task that cannot be', { a: [], b: { task: { model: 'claude-none' } } }, 'Step "b": No price is known'],
    [
      'an output of what it does not need',
      { a: [], b: { task: { prompt: '{{ steps.a.result }}' } } },
      'add "a" to its needs',
    ],
    ['an output that is none', { a: [], b: { needs: ['a'], task: { prompt: '{{ steps.a.reslt }}' } } }, 'is no output'],
    [
      'a result within a line',
      { a: [], b: { needs: ['a'], task: { prompt: 'See {{ steps.a.result }}' } } },
      'a line of its own',
    ],
    ['a base that it does not need', { a: [], b: { base: 'a' } }, 'It builds on "a"'],
  ])('%s is refused whole, and nothing is stored', async (_, steps, hint) => {
    expect(await create(ledger, aChain(steps))).toMatchObject({
      decision: 'refused',
      hint: expect.stringContaining(hint),
    });
    expect(await ledger.sql('select id from workflows union all select id from automation_tasks')).toEqual([]);
    expect((await ledger.audit()).at(-1)).toMatchObject({ action: 'chain.refused', actor: 'ada' });
  });

  test('is as deep and as wide as it may be', async () => {
    await created(
      ledger,
      many(20, (n) => (n === 0 ? [] : [`s${n - 1}`])),
    );
    await created(
      ledger,
      many(51, (n) => (n === 0 ? [] : ['s0'])),
    );
  });

  test('two of one name are refused', async () => {
    const chain = aChain({ a: [] });
    const answer = await create(ledger, { ...chain, steps: [...chain.steps, ...chain.steps] });

    expect(answer).toMatchObject({ decision: 'refused', hint: 'Step "a": There are two of this name.', step: 'a' });
  });

  test('whoever may not create tasks makes no chain', async () => {
    await ledger.member('eve', 'read');
    const answer = await ledger.call('siso_create_workflow', { ...by('eve'), p_workflow: aChain({ a: [] }) });

    expect(answer).toMatchObject({ decision: 'refused', reason: 'forbidden', step: 'a' });
  });
});
