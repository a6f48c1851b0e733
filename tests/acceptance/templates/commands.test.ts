/** `siso templates`: what there is, for people and for scripts. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { templateDocumentSchema, templateListSchema } from '../../../src/contracts/template.ts';
import { listTemplates } from '../../../src/templates/index.ts';
import { Siso } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const OURS = `---
title: "Ours \\e[31m"
description: "Says \\e[2J hello"
category: testing
estimate: 1234
inputs:
  who: { description: Whom to greet, pattern: '[a-z]+', example: world }
  loud: { description: How loud, type: number, min: 1, max: 9, default: 3 }
---
Greet {{ who }} \u001b[2J{{ loud }} times.
`;

function aRepositoryWithTemplates(): string {
  return aRepository({ 'task-prompts/greet.md': OURS, 'src/deep/a.txt': '' });
}

describe('siso templates', () => {
  test.each([{ words: ['templates'] }, { words: ['templates', 'list'] }])(
    '$words lists every one',
    async ({ words }) => {
      const { code, stdout, stderr } = await new Siso().run(words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const lines = stdout.split('\n');
      expect(lines[0]).toMatch(/^Name +Category +Priority +Estimate +At most +What it does$/);
      for (const { name, description } of await listTemplates())
        expect(lines).toContainEqual(
          expect.stringMatching(new RegExp(`^${name} .*${description.replaceAll('.', '\\.')}$`)),
        );
    },
  );

  test('--json is a document of its schema', async () => {
    const { code, stdout } = await new Siso().run(['templates', '--json']);
    const { templates } = templateListSchema.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(templates.map(({ name }) => name)).toEqual((await listTemplates()).map(({ name }) => name));
  });

  test('knows those of the repository, from any folder of it, and lets none of them steer the terminal', async () => {
    const repository = aRepositoryWithTemplates();
    const inside = await new Siso().run(['templates'], { cwd: join(repository, 'src/deep') });
    expect(inside.stdout).toMatch(/^greet \* +testing +medium +1,234 +- +Says {3}hello$/m);
    expect(inside.stdout).toContain('* from task-prompts/ of this repository');
    expect(inside.stdout).not.toContain('\u001b');
    const outside = await new Siso().run(['templates', '-C', repository, '--json']);
    expect(outside.stdout).not.toContain('\u001b');
    expect(templateListSchema.parse(JSON.parse(outside.stdout)).templates).toContainEqual(
      expect.objectContaining({ name: 'greet', origin: 'repository', estimateTokens: 1_234, maxCostMicros: null }),
    );
  });
});

describe('siso templates show', () => {
  test('prints inputs with their checks, tools, the text and a command line', async () => {
    const { stdout, code } = await new Siso().run(['templates', 'show', 'greet'], { cwd: aRepositoryWithTemplates() });
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    for (const line of [
      /^ {2}category +testing$/m,
      /^ {2}tools +those of the category$/m,
      /^ {2}who {2}text, required, matches \[a-z\]\+$/m,
      /^ {2}loud {2}number, default 3, at least 1, at most 9$/m,
      /^ {4}Whom to greet$/m,
      /^ {2}Greet \{\{ who \}\} {2}\{\{ loud \}\} times\.$/m,
      /^ {2}siso run --template greet --input who=world$/m,
    ])
      expect(stdout).toMatch(line);
  });

  test('--json is a document of its schema, for every template', async () => {
    for (const name of ['create-tests', 'fix-bugs']) {
      const { stdout } = await new Siso().run(['templates', 'show', name, '--json']);
      expect(templateDocumentSchema.parse(JSON.parse(stdout))).toMatchObject({ name, origin: 'package' });
    }
  });

  test.each([
    { words: ['show', 'create-test'], says: /There is no template "create-test"/, hint: /Did you mean create-tests\?/ },
    { words: ['show'], says: /missing required argument 'name'/, hint: /--help/ },
    { words: ['shwo'], says: /unknown command 'templates shwo'/, hint: /Did you mean show/ },
    { words: ['--jsno'], says: /unknown option '--jsno'/, hint: /Did you mean --json/ },
    { words: ['-C', '/nowhere'], says: /nowhere/, hint: /./ },
  ])('siso templates $words is answered with what to do next', async ({ words, says, hint }) => {
    const { code, stderr } = await new Siso().run(['templates', ...words]);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(hint);
    expect(code).toBe(2);
  });
});
