/** Where templates come from: the package, and the user's own repository before it. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPrompt } from '../../../src/engine/index.ts';
import { packageFile } from '../../../src/host/package.ts';
import { listTemplates, readTemplate } from '../../../src/templates/index.ts';
import { aFolder, write } from '../workspace/support.ts';

const HEAD = '---\ntitle: Ours\ndescription: Of this project\ncategory: testing\n';

describe('a repository', () => {
  test('adds its templates, which win over those of the package', async () => {
    const repository = aFolder();
    write(repository, {
      'task-prompts/refactor.md': `${HEAD}---\nOurs.\n`,
      'task-prompts/greet.txt': 'Say hello.\n',
      'task-prompts/README.md': 'No template.\n',
      'task-prompts/greet.md.orig': 'No template.\n',
      'task-prompts/folder.md/x': '',
    });
    const [own, ours] = [await listTemplates(), await listTemplates(repository)];

    const names = own.map(({ name }) => name);
    expect(ours.map(({ name }) => name)).toEqual([...names, 'greet'].sort());
    expect(ours.filter(({ origin }) => origin === 'repository').map(({ title }) => title)).toEqual(['greet', 'Ours']);
    expect(await readTemplate('refactor', repository)).toMatchObject({ body: 'Ours.', origin: 'repository' });
    expect(await readTemplate('refactor')).toMatchObject({ title: 'Refactor', origin: 'package' });
  });

  test('without templates changes nothing, and that of the package has only those of the package', async () => {
    const own = await listTemplates();
    expect(await listTemplates(aFolder())).toEqual(own);
    expect(await listTemplates(packageFile())).toEqual(own);
    expect(await listTemplates(join(aFolder(), 'none'))).toEqual(own);
  });

  test('cannot make siso read what its links point at', async () => {
    const [secret, repository, other] = [aFolder(), aFolder(), aFolder()];
    write(secret, { 'key.txt': 'secret\n' });
    write(repository, { 'task-prompts/a.txt': 'A.\n' });
    symlinkSync(join(secret, 'key.txt'), join(repository, 'task-prompts/fix-bugs.txt'));
    symlinkSync(secret, join(other, 'task-prompts'));

    const own = (await listTemplates()).map(({ name }) => name);
    expect((await listTemplates(other)).map(({ name }) => name)).toEqual(own);
    expect(await readTemplate('fix-bugs', repository)).toMatchObject({ origin: 'package' });
    await expect(readTemplate('key', other)).rejects.toThrow('There is no template "key"');
  });

  test('that has a broken template hears which, and the others can still be read', async () => {
    const repository = aFolder();
    write(repository, {
      'task-prompts/bad.md': `${HEAD}prioritty: low\n---\nx\n`,
      'task-prompts/long.txt': 'x'.repeat(1_000_001),
    });
    const file = join(repository, 'task-prompts/bad.md');
    await expect(listTemplates(repository)).rejects.toThrow(`${file}: there is no field "prioritty"`);
    await expect(readTemplate('long', repository)).rejects.toThrow(/long\.txt: it is longer than 1 MB/);
    expect(await readTemplate('review', repository)).toMatchObject({ name: 'review' });
  });
});

test('Markdown without a text of its own describes the plain text of the same name', async () => {
  const repository = aFolder();
  write(repository, {
    'task-prompts/a.md': `${HEAD}inputs: { x: { description: X } }\n---\n`,
    'task-prompts/a.txt': 'Do {{ x }}.\n',
    'task-prompts/b.md': `${HEAD}---\nMine.\n`,
    'task-prompts/b.txt': 'Not mine.\n',
  });
  expect(await readTemplate('a', repository)).toMatchObject({ title: 'Ours', body: 'Do {{ x }}.', plain: false });
  expect(await readTemplate('b', repository)).toMatchObject({ title: 'Ours', body: 'Mine.' });
});

test('a name that does not exist is answered with the nearest one, or with all', async () => {
  await expect(readTemplate('create-test')).rejects.toMatchObject({
    ...{ code: 'usage', message: 'There is no template "create-test"', hint: 'Did you mean create-tests?' },
  });
  for (const name of ['../package', '../../etc/passwd', '', 'constructor'])
    await expect(readTemplate(name)).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringMatching(/^There are: /),
    });
});

describe('a prompt', () => {
  test('of a template brings the values in, and what the template says beside it', async () => {
    const prompt = await readPrompt({ words: [], template: 'coverage', inputs: { threshold: '91' } });
    expect(prompt).toMatchObject({
      ...{ name: 'Raise test coverage where it matters', template: 'coverage' },
      defaults: { category: 'testing', priority: 'medium', estimateTokens: 8_000, maxCostMicros: 2_000_000 },
    });
    expect(prompt.text).toContain('is 91 % of branches');
    expect(prompt.defaults?.tools).toContain('Edit');
  });

  test('of plain text brings nothing beside it', async () => {
    const repository = aFolder();
    write(repository, { 'task-prompts/greet.txt': 'Say hello.\n' });
    const prompt = await readPrompt({ words: [], template: 'greet', repository });
    expect(prompt).toEqual({ text: 'Say hello.', name: 'greet', template: 'greet' });
  });

  test('from a file is a template when it is Markdown with front matter, and else the text as it is', async () => {
    const folder = aFolder();
    const head = `${HEAD}inputs: { x: { description: X } }\n`;
    write(folder, { 'a.md': `${head}---\nDo {{ x }}.\n`, 'a.txt': `${head}---\n`, 'b.md': '# Do {{ x }}\n' });
    const read = (file: string, inputs = {}) => readPrompt({ words: [], file: join(folder, file), inputs });

    expect(await read('a.md', { x: 'it' })).toMatchObject({
      text: 'Do it.',
      name: 'Ours',
      defaults: { category: 'testing' },
    });
    expect(await read('a.txt')).toEqual({ text: `${head}---\n`, name: 'a' });
    expect(await read('b.md')).toEqual({ text: '# Do {{ x }}\n', name: 'b' });
    await expect(read('b.md', { x: 'it' })).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringMatching(/--template/),
    });
  });

  test('in words takes no input', async () => {
    await expect(readPrompt({ words: ['x'], inputs: { a: 'b' } })).rejects.toMatchObject({
      ...{ code: 'usage', message: 'There is no template that takes the input "a"' },
    });
  });
});
