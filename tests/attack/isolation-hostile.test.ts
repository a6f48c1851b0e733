/** What an agent can leave in its folders, and how they become ours again. */
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/workspace/index.ts';
import { asAgent, aYard, WITHOUT_USERS } from '../support/isolation.ts';
import { aRepository } from '../unit/workspace/support.ts';

/** Modes that shut us out, links and names that lead us astray, and more levels than a path can name. */
function hostileScript(ours: string): string {
  return `
    mkdir shut shut/inner; echo kept > shut/inner/kept; chmod 0 shut/inner/kept shut/inner shut
    ln -s ${ours}/secret link; ln -s ${ours} folder; ln -s / root; ln -s . loop
    ln ${ours}/readable hard 2>/dev/null
    mkfifo pipe; cp /bin/sh sh; chmod 6755 sh; mkdir -m 1777 sticky; mkdir -m 2700 group
    echo odd > "$(printf 'a\\nb')"; echo dashed > ./-rf
    chattr +i a.txt 2>/dev/null; chattr +a a.txt 2>/dev/null; setcap cap_chown+ep sh 2>/dev/null
    (d=$(printf %0200d 0); i=0; while [ $i -lt 40 ]; do mkdir $d && cd $d || exit; i=$((i+1)); done; echo deep > x; chmod 0 .)
    mkdir .git/hooks; echo '#!/bin/sh' > .git/hooks/pre-commit; chmod 0 .git/config
    echo changed > a.txt; chmod 0 a.txt; chmod 0 .; echo end`;
}

describe.skipIf(WITHOUT_USERS)(`folders that the agent has had (${WITHOUT_USERS ?? 'here'})`, () => {
  test.each([true, false])(
    'can be read, kept and removed whatever is in them, and nothing else changes (namespaces: %s)',
    async (namespaces) => {
      const yard = await aYard();
      const [secret, readable] = [join(yard.visible, 'secret'), join(yard.visible, 'readable')];
      writeFileSync(secret, 'secret', { mode: 0o400 });
      writeFileSync(readable, 'readable', { mode: 0o444 });
      const looks = () => [yard.visible, secret, readable].map((path) => lookOf(path));
      const before = looks();
      const isolation = await yard.open({ namespaces });
      const place = await isolation.place('');
      const directory = join(place, 'workspace');
      const workspace = await openWorkspace({ repository: aRepository(), directory, taskId: 'T-1' });
      const home = join(place, 'home');
      mkdirSync(home);
      await isolation.give([workspace.path, home]);
      expect(lstatSync(directory).uid).toBe(process.getuid?.());

      const { output } = await asAgent(isolation, hostileScript(yard.visible), { cwd: workspace.path });
      expect(output.split('\n').at(-1)).toBe('end');
      await isolation.endAll();
      await isolation.takeBack([workspace.path, home]);

      expect(looks()).toEqual(before);
      const at = (name: string) => join(workspace.path, name);
      expect(readFileSync(at('shut/inner/kept'), 'utf8')).toBe('kept\n');
      for (const name of readdirSync(workspace.path)) expect(lookOf(at(name)).uid, name).toBe(process.getuid?.());
      expect(lookOf(at('sh')).mode & 0o6000, 'no set-user file of ours').toBe(0);
      const { files, warnings } = await workspace.collect();
      expect(files.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['a.txt', 'shut/inner/kept', 'sh', '-rf', 'loop']),
      );
      for (const link of ['link', 'folder', 'root'])
        expect(warnings.join('\n')).toContain(`Left out: ${link} is a link`);
      expect((await workspace.keep('Kept'))?.branch).toBe('siso/task-T-1');

      await isolation.close();

      expect(existsSync(place)).toBe(false);
      expect(looks()).toEqual(before);
    },
  );

  test('of a file with a second name outside, the agent is given nothing and we read nothing back', async () => {
    const yard = await aYard();
    const isolation = await yard.open();
    const home = join(await isolation.place(''), 'home');
    mkdirSync(home);
    writeFileSync(join(yard.visible, 'ours'), 'ours');
    linkSync(join(yard.visible, 'ours'), join(home, 'linked'));

    await isolation.give([home]);

    expect(statSync(join(home, 'linked')).uid).toBe(process.getuid?.());
    const { output } = await asAgent(isolation, 'cat linked; echo more >> linked', { cwd: home });
    expect(output).toMatch(/^ours.*(denied|cannot create)/s);
    await isolation.takeBack([home]);
    expect(readdirSync(home)).toEqual([]);
    expect(readFileSync(join(yard.visible, 'ours'), 'utf8')).toBe('ours');
  });

  test('only folders below its place are given or taken back', async () => {
    const yard = await aYard();
    const isolation = await yard.open();
    await expect(isolation.give([yard.visible])).rejects.toThrow(/is not below/);
    await expect(isolation.give([await isolation.place('')])).rejects.toThrow(/is not below/);
    await expect(isolation.takeBack([yard.visible])).rejects.toThrow(/is not below/);
  });
});

function lookOf(path: string) {
  const { uid, gid, mode, size, nlink } = lstatSync(path);
  return { uid, gid, mode, size, nlink };
}
