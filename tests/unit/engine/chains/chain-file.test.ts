import { describe, expect, test } from 'vitest';
import { parseChainFile } from '../../../../src/engine/index.ts';

const parse = (text: string) => parseChainFile(text, 'chain.yml');

/** What a file is refused with. */
function fault(text: string): { message: string; hint: string } {
  try {
    parse(text);
  } catch (error) {
    const { message, hint } = error as { message: string; hint: string };
    return { message, hint };
  }
  throw new Error('The file was taken');
}

const FILE = `name: Fix and test
budget: 2.50
on-failure: fail_workflow
defaults:
  priority: high
  timeout: 15m
  labels: { team: web }
steps:
  fix:
    template: fix-bugs
    inputs: { count: 3 }
    budget: "1.5"
  test:
    needs: fix
    base: steps.fix
    priority: low
    labels: { kind: test }
    allow: [Read, "Bash(npm test:*)"]
    prompt: |
      Test what was done:
      {{ steps.fix.result }}
`;

describe('a chain file', () => {
  test('becomes a chain: defaults for every step, and each step’s own words before them', () => {
    expect(parse(FILE)).toMatchObject({
      ...{ name: 'Fix and test', budgetMicros: 2_500_000, onFailure: 'fail_workflow' },
      steps: [
        {
          ...{ key: 'fix', needs: [], base: undefined },
          request: {
            ...{ template: 'fix-bugs', inputs: { count: '3' }, name: 'fix', budgetMicros: 1_500_000 },
            ...{ priority: 'high', timeoutMs: 900_000, labels: { team: 'web' } },
          },
        },
        {
          ...{ key: 'test', needs: ['fix'], base: 'fix' },
          request: {
            ...{ priority: 'low', timeoutMs: 900_000, labels: { team: 'web', kind: 'test' } },
            allowedTools: ['Read', 'Bash(npm test:*)'],
          },
        },
      ],
    });
  });

  test.each([
    ['name: x\nbudgt: 2\nsteps: {}', 'line 2: there is no field "budgt"', 'Did you mean "budget"?'],
    ['name: x\nsteps:\n  a:\n    promt: x', 'line 4: there is no field "steps.a.promt"', 'Did you mean "prompt"?'],
    ['name: x\ndefaults:\n  modl: x\nsteps: {}', 'line 3: there is no field "defaults.modl"', '"model"'],
    ['name: x\non-failure: continu\nsteps: {}', 'line 2: "on-failure" cannot be "continu"', '"continue"'],
    [
      'name: x\nsteps:\n  a: { prompt: x }\n  b:\n    prompt: x\n    needs: [aa]',
      'line 6: there is no step "aa"',
      'a?',
    ],
    ['name: x\nsteps:\n  a: { prompt: x, base: steps.b }', 'line 3: there is no step "b"', ''],
    ['name: x\nsteps:\n  a:\n    prompt: x\n    budget: free', 'line 5: "budget" cannot be this', 'dollars'],
    ['name: x\ndefaults: { timeout: 3 days }\nsteps:\n  a: { prompt: x }', 'line 2: "timeout"', '15m'],
    ['steps: {}', 'line 1: "name" is missing', ''],
    ['name: x\nname: y\nsteps: {}', 'line 2: this is not YAML', ''],
    ['name: &n x\nsteps:\n  a: { prompt: *n }', 'uses YAML aliases', ''],
    ['name: !x y\nsteps: {}', 'is not YAML', ''],
    ['', '"the file"', ''],
  ])('that is wrong names the line and the nearest word: %j', (text, message, hint) => {
    const said = fault(text);
    expect(said.message).toContain('chain.yml, line');
    expect(said.message).toContain(message);
    expect(said.hint).toContain(hint);
  });
});
