/** `siso run --dry-run`: what would be admitted, with which tools, command line, hold and limits. It books nothing. */
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { describe, expect, test } from 'vitest';
import { type DryRun, dryRunSchema } from '../../../src/contracts/dry-run.ts';
import { TestLedger } from '../../support/ledger.ts';
import { aSiso, rehearsal, type Siso } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

async function look(siso: Siso, args: string[] = []): Promise<{ code: number | null; document: DryRun }> {
  const end = await siso.rehearse('answer', ['--dry-run', ...args]);
  return { code: end.code, document: dryRunSchema.parse(JSON.parse(end.stdout)) };
}

/** Every row of the rehearsal ledger. */
async function everything(siso: Siso): Promise<unknown> {
  const postgres = await PGlite.create(join(siso.rehearsalFolder, 'ledger'), {
    serializers: { [types.JSON]: JSON.stringify, [types.JSONB]: JSON.stringify },
  });
  try {
    return await new TestLedger(postgres).dump();
  } finally {
    await postgres.close();
  }
}

describe('a dry run', () => {
  test.each<{ what: string; args: string[]; code: number }>([
    { what: 'of a task that would be admitted', args: [], code: 0 },
    { what: 'of a task that would be refused', args: ['--estimate', '200000'], code: 3 },
    { what: 'with limits of the configuration', args: ['--workspace', 'CONFIGURED'], code: 0 },
  ])('$what leaves every row of the ledger as it was', async ({ args, code }) => {
    const siso = await aSiso('specification');
    const config = JSON.stringify({ tokenLimits: { daily: 20_000 }, maxConcurrentJobs: 1 });
    const given = args.map((word) => (word === 'CONFIGURED' ? aRepository({ 'siso.config.json': config }) : word));
    const before = await everything(siso);
    expect((await look(siso, given)).code).toBe(code);
    expect(await everything(siso)).toEqual(before);
    expect(siso.runs()).toEqual([]);
  });

  test('shows task, tools, hold and limits, and the command line that a run then has', async () => {
    const siso = await aSiso('specification');
    const args = ['--category', 'maintenance', '--environment', 'staging', '--budget', '0.25', '--timeout', '5m'];
    const { document } = await look(siso, args);
    expect(document).toMatchObject({
      ...{ decision: 'admitted', reason: 'ok', category: 'maintenance', environment: 'staging', priority: 'medium' },
      ...{ model: 'claude-sonnet-5-5', timeoutMs: 300_000, rehearsal: true, template: null },
      tools: {
        tier: 'DEV',
        tools: ['Read', 'Edit', 'Write', 'Bash'],
        allowed: ['Edit(/**)', 'Bash(npm:*)'],
        dropped: [{ tool: 'Bash(rm:*)', why: 'needs the ADMIN tier, and staging stops at DEV' }],
      },
      hold: { amountMicros: 250_000, estimateTokens: 10_000, tokens: 20_000 },
      limits: { dayLeftTokens: 30_000 },
      budget: { dailyLeftMicros: 50_000_000 },
    });
    const words = document.argv.join(' ');
    expect(document.argv[0]).toMatch(/\/claude$/);
    expect(words).toContain('--tools Read,Edit,Write,Bash --allowedTools Edit(/**) Bash(npm:*) --disallowedTools');
    expect(words).toMatch(/--max-budget-usd 0\.25$/);
  });

  test('of what would wait says for which limit and until when', async () => {
    const siso = await aSiso('specification');
    await siso.rehearse('answer');
    const { code, document } = await look(siso);
    expect(code).toBe(4);
    expect(document).toMatchObject({
      ...{ decision: 'deferred', limit: 'development tokens/minute', limitMax: 1_000, promised: true, hold: null },
    });
    expect(Date.parse(document.retryAt ?? '')).toBeGreaterThan(Date.now());
    expect(document.argv.slice(-2)).toEqual(['--max-budget-usd', '<hold>']);
  });

  test('fills a template in, and takes from it what the command line leaves open', async () => {
    const siso = await aSiso();
    const args = ['run', '--rehearse=answer', '--dry-run', '--json', '--template', 'create-tests'];
    const end = await siso.run([...args, '--input', 'target=src/a.ts', '--priority', 'high']);
    expect(dryRunSchema.parse(JSON.parse(end.stdout))).toMatchObject({
      ...{ template: 'create-tests', category: 'testing', priority: 'high' },
      inputs: { target: 'src/a.ts', kind: 'unit', framework: 'the one the project uses already' },
      prompt: expect.stringMatching(/^Write unit tests for src\/a\.ts\./),
      hold: { amountMicros: 1_500_000, estimateTokens: 7_500 },
    });
    const misspelt = await siso.run([...args, '--input', 'targett=src']);
    expect(misspelt.stderr).toMatch(/no input "targett"\.\s+Did you mean target\?/);
  });

  test('says what the configuration would change', async () => {
    const siso = await aSiso();
    const config = JSON.stringify({ tokenLimits: { daily: 20_000 } });
    const { document } = await look(siso, ['--workspace', aRepository({ 'siso.config.json': config })]);
    expect(document.warnings.join()).toContain('tokenLimits.daily would become 20,000 in the ledger first.');
  });

  test('is told to a person', async () => {
    const siso = await aSiso();
    const end = await siso.run(rehearsal('answer', ['--dry-run', '--environment', 'production']));
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/It would be admitted now\./);
    expect(end.stdout).toMatch(/Tools +Read \(tier SAFE\)/);
    expect(end.stdout).toMatch(/Left out +Edit needs the DEV tier, and production stops at SAFE/);
    expect(end.stdout).toMatch(/claude -p --output-format stream-json .* --max-budget-usd 2\.00/);
    expect(end.stdout).toMatch(/nothing was booked/);
  });

  test('of a model without a price offers the nearest', async () => {
    const { code, document } = await look(await aSiso(), ['--model', 'claude-sonet-5-5']);
    expect(code).toBe(3);
    expect(document.hint).toContain('Did you mean claude-sonnet-5-5?');
  });
});
