import { describe, expect, test } from 'vitest';
import { CATEGORIES, ENVIRONMENTS } from '../../../../src/domain/tasks.ts';
import { type ToolRequest, toolPolicy } from '../../../../src/domain/tools/policy.ts';

const DEVELOPMENT: ToolRequest = { category: 'development', environment: 'development', emergency: false };

function granted(request: Partial<ToolRequest>) {
  const answer = toolPolicy({ ...DEVELOPMENT, ...request });
  if ('problems' in answer) throw new Error(answer.problems.join('\n'));
  return answer.policy;
}

function problems(request: Partial<ToolRequest>) {
  const answer = toolPolicy({ ...DEVELOPMENT, ...request });
  return 'problems' in answer ? answer.problems : [];
}

describe('default tools', () => {
  test('development may edit the project, run git and npm, and is denied workflow files, git push and rm', () => {
    expect(granted({})).toEqual({
      tier: 'ADMIN',
      tools: ['Read', 'Edit', 'Write', 'Bash'],
      allowed: ['Edit(/**)', 'Bash(git:*)', 'Bash(npm:*)'],
      denied: [
        'Edit(/.github/**)',
        ...['Bash(git *--output*)', 'Bash(git *--ext-diff*)'],
        ...['Bash(git push:*)', 'Bash(git -* push*)', 'Bash(git send-pack:*)', 'Bash(xargs *git*)'],
        'Bash(rm:*)',
      ],
      dropped: [],
    });
  });

  test('maintenance in development may rm, for its list names it; in staging it may not, and says why', () => {
    const maintenance = { category: 'maintenance' } as const;
    expect(granted(maintenance)).toMatchObject({ allowed: ['Edit(/**)', 'Bash(npm:*)', 'Bash(rm:*)'] });
    expect(granted(maintenance).denied).not.toContain('Bash(rm:*)');

    const staging = granted({ ...maintenance, environment: 'staging' });
    expect(staging.allowed).toEqual(['Edit(/**)', 'Bash(npm:*)']);
    expect(staging.denied).toContain('Bash(rm:*)');
    expect(staging.dropped).toEqual([{ tool: 'Bash(rm:*)', why: 'needs the ADMIN tier, and staging stops at DEV' }]);
  });

  test('production only reads, whatever the category', () => {
    for (const category of CATEGORIES) {
      const policy = granted({ category, environment: 'production' });
      expect(policy).toMatchObject({ tier: 'SAFE', allowed: [] });
      expect(['Read', 'Bash']).toEqual(expect.arrayContaining(policy.tools));
    }
  });

  test('an emergency opens production, and nothing but production', () => {
    expect(granted({ environment: 'production', emergency: true })).toMatchObject({ tier: 'ADMIN', dropped: [] });
    expect(granted({ environment: 'staging', emergency: true })).toMatchObject({ tier: 'DEV' });
  });

  test('a default MCP tool is dropped with a note, because no server is configured', () => {
    expect(granted({ category: 'analysis' }).dropped).toEqual([
      { tool: 'mcp__supabase__execute_sql', why: 'needs an MCP server, and none is configured' },
    ]);
  });

  test('every category has a policy in every environment', () => {
    for (const category of CATEGORIES) {
      for (const environment of ENVIRONMENTS) expect(problems({ category, environment })).toEqual([]);
    }
  });
});

describe('tools asked for', () => {
  test('the names of the specification are understood', () => {
    expect(granted({ tools: 'ReadFile,Edit,Bash(tsc:*)' })).toMatchObject({
      tools: ['Read', 'Edit', 'Write', 'Bash'],
      allowed: ['Edit(/**)', 'Bash(tsc:*)'],
    });
  });

  test('sub-agents are asked for as Task or Agent', () => {
    for (const tools of ['Task', ['Agent']]) {
      expect(granted({ tools })).toMatchObject({ tools: ['Task'], allowed: ['Task'], denied: [] });
    }
  });

  test.each([
    ['Edit', 'Edit(/**)'],
    ['Write', 'Edit(/**)'],
    ['Write(/src/**)', 'Edit(/src/**)'],
    ['Edit(./src/*.ts)', 'Edit(src/*.ts)'],
  ])('%s is allowed as %s', (tool, rule) => {
    expect(granted({ tools: tool })).toMatchObject({ allowed: [rule], denied: ['Edit(/.github/**)'] });
  });

  test('Read stays out of the allowed rules, where its bare name would open the whole disk', () => {
    for (const tools of ['Read', 'Read(/**)'])
      expect(granted({ tools })).toMatchObject({ tools: ['Read'], allowed: [] });
  });

  test('naming workflow files opens them', () => {
    expect(granted({ tools: 'Edit, Edit(/.github/**)' }).denied).toEqual([]);
    expect(problems({ tools: 'Edit(.github/x.yml)', environment: 'staging' })).toEqual([
      'Edit(.github/x.yml) needs the ADMIN tier, and staging stops at DEV',
    ]);
  });

  test('a command that only reads gets no allow rule, so that the CLI keeps looking at its options', () => {
    expect(granted({ tools: 'Bash(git log:*) Bash(find:*)', environment: 'production' })).toMatchObject({
      tools: ['Bash'],
      allowed: [],
      denied: expect.arrayContaining([
        'Bash(git *--output*)',
        'Bash(git *--ext-diff*)',
        'Bash(git push:*)',
        'Bash(rm:*)',
      ]),
    });
  });

  test('git push and rm come only by name, or with everything', () => {
    expect(granted({ tools: 'Bash(git:*)' }).denied).toEqual(
      expect.arrayContaining(['Bash(git push:*)', 'Bash(rm:*)']),
    );
    expect(granted({ tools: 'Bash(git push origin:*)' }).denied).not.toContain('Bash(git push:*)');
    expect(granted({ tools: 'Bash(git push origin:*)' }).denied).toContain('Bash(rm:*)');
    for (const tools of ['Bash', 'Bash(*)', 'Bash(:*)']) {
      expect(granted({ tools })).toMatchObject({ allowed: ['Bash'], denied: [] });
    }
  });

  test.each([
    ...['Bash', 'Bash(*)', 'Bash(rm:*)', 'Bash(/bin/rm x)', 'Bash(A=1 rm x)', 'Bash(git push)', 'Bash(git -C x log:*)'],
    ...['Bash(git*)', 'Bash(sudo:*)', 'Bash(sh -c x)', 'Bash(env:*)', 'Bash(docker:*)', 'Bash(* x)'],
  ])('%s needs the ADMIN tier', (tool) => {
    expect(problems({ tools: [tool], environment: 'staging' })[0]).toMatch(
      / needs the ADMIN tier, and staging stops at DEV$/,
    );
    expect(problems({ tools: [tool] })).toEqual([]);
  });

  test.each(['Edit', 'Bash(npm:*)', 'Bash(git commit:*)', 'WebFetch', 'Task'])('%s is more than reading', (tool) => {
    expect(problems({ tools: [tool], environment: 'production' })).toEqual([
      `${tool} needs the DEV tier, and production stops at SAFE`,
    ]);
  });

  test.each([
    ['Reed', 'Reed is not a tool a run can have. Did you mean Read?'],
    ['MultiEdits', 'MultiEdits is not a tool a run can have. Did you mean Edit?'],
    ['constructor', /^constructor is not a tool a run can have. There are Read, /],
    ['mcp_supabase_execute_sql', 'mcp__supabase__execute_sql needs an MCP server, and none is configured'],
    ['mcp__github__x', 'mcp__github__x needs an MCP server, and none is configured'],
    ['Bash(a', 'Bash(a is not of the form Name or Name(scope)'],
    ['Bash(npm test && rm x)', /^Bash\(npm test && rm x\) cannot be judged: one plain command/],
    ['Edit(//etc/**)', /^Edit\(\/\/etc\/\*\*\) leaves the project/],
    ['Edit(../x)', /leaves the project/],
    ['Write(~/x)', /leaves the project/],
    ['Read(/src/**)', /^Read\(\/src\/\*\*\) cannot be narrowed/],
    ['Task(Explore)', 'Task(Explore) takes no such scope: write Task'],
    ['WebFetch(https://x)', 'WebFetch(https://x) takes no such scope: write WebFetch'],
  ])('%s is a problem', (tool, sentence) => {
    const [first, ...more] = problems({ tools: [tool] });
    expect(first).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
    expect(more).toEqual([]);
  });

  test('every problem of a list is told at once', () => {
    expect(problems({ tools: 'Reed,Wrte,Edit' })).toHaveLength(2);
  });
});
