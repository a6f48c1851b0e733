/** The agent's user against what is ours: files, processes, rights. */

import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { endAbandonedAgents, NO_ISOLATION, type ProbeFacts, probe } from '../../src/host/isolation/index.ts';
import {
  aFolderOfRoot,
  asAgent,
  aYard,
  processesOf,
  startAsAgent,
  WITHOUT_USERS,
  type Yard,
} from '../support/isolation.ts';

const VIEWS = [
  ['which sees the machine read-only', true],
  ['where there are no namespaces', false],
] as const;

/** Runner's files, code, a secret and a socket as they are on a runner: ours, and most of them readable by everybody. */
async function aRunner({ visible }: Yard): Promise<ProbeFacts> {
  const names = ['output', 'env', 'path', 'summary'];
  for (const folder of ['commands', 'dist', 'data', 'programs']) mkdirSync(join(visible, folder));
  for (const name of names) writeFileSync(join(visible, 'commands', name), '');
  writeFileSync(join(visible, 'dist', 'index.js'), '');
  writeFileSync(join(visible, 'data', 'key'), 'secret', { mode: 0o600 });
  writeFileSync(join(visible, 'programs', 'git'), '', { mode: 0o755 });
  const socket = join(visible, 'docker.sock');
  const server = createServer().listen(socket);
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  chmodSync(socket, 0o660);
  return {
    runnerFiles: names.map((name) => join(visible, 'commands', name)),
    protectedFolders: [join(visible, 'dist')],
    programFolders: [join(visible, 'programs')],
    secrets: [join(visible, 'data')],
    sockets: [socket],
  };
}

describe.skipIf(WITHOUT_USERS)(`the agent's user (${WITHOUT_USERS ?? 'here'})`, () => {
  test.each(VIEWS)('%s, reads what it is lent out of a temporary folder', async (_, namespaces) => {
    const folder = mkdtempSync(join(tmpdir(), 'siso-lend-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'program'), 'lent', { mode: 0o755 });
    const isolation = await (await aYard()).open({ namespaces });

    const lent = await isolation.lend(join(folder, 'program'));

    expect(await asAgent(isolation, `cat ${lent}; echo more >> ${lent}`)).toMatchObject({
      output: expect.stringMatching(/^lent/),
    });
    expect(readFileSync(join(folder, 'program'), 'utf8')).toBe('lent');
  });

  test.each(VIEWS)('%s, gets through no probe, and each probe sees who does', async (_, namespaces) => {
    const yard = await aYard();
    const facts = await aRunner(yard);
    const isolation = await yard.open({ namespaces });
    const sudo = (await execa('sudo', ['-n', 'true'], { reject: false })).exitCode === 0 ? [] : ['sudo'];

    const results = await probe(isolation, facts);

    expect(results.filter(({ held }) => !held)).toEqual([]);
    const ours = await probe(NO_ISOLATION, facts);
    expect(ours.filter(({ held }) => held).map(({ name }) => name)).toEqual(sudo);
    expect(ours.at(-1)).toMatchObject({
      name: 'sockets',
      sentence: expect.stringMatching(/reach .*docker\.sock, and/),
    });
    for (const path of facts.runnerFiles) expect(readFileSync(path, 'utf8')).toBe('');
  });

  test('what everybody may write is closed to it, or told where there are no namespaces', async () => {
    const yard = await aYard();
    const facts = await aRunner(yard);
    // As on hosted runners, where everybody may write to /usr/local/bin, /usr/share and /opt.
    chmodSync(join(yard.visible, 'programs'), 0o777);
    chmodSync(join(yard.visible, 'dist', 'index.js'), 0o666);

    const closed = await probe(await yard.open(), facts);
    const open = await probe(await yard.open({ namespaces: false }), facts);

    expect(closed.filter(({ held }) => !held)).toEqual([]);
    expect(open.filter(({ held }) => !held)).toEqual([
      { name: 'folders', held: false, sentence: expect.stringMatching(/code that later steps run: .*dist\/index\.js/) },
      { name: 'programs', held: false, sentence: expect.stringContaining(join(yard.visible, 'programs')) },
    ]);
  });

  test('hidden folders and the sockets of services are not there for it, programs in them are', async () => {
    const yard = await aYard();
    writeFileSync(join(yard.visible, 'token'), 'readable');
    mkdirSync(join(yard.visible, 'bin'));
    writeFileSync(join(yard.visible, 'bin/tool'), '#!/bin/sh\necho runs\n', { mode: 0o755 });
    const service = `/run/siso-test-${yard.prefix}`;
    await aFolderOfRoot(service);
    vi.stubEnv('PATH', `${process.env.PATH}:${join(yard.visible, 'bin')}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    const isolation = await yard.open({ hidden: [yard.visible, '/absent', join(yard.visible, 'bin')] });

    const look = `ls -A ${yard.visible}; tool; [ ! -e ${service} ] || echo ${service}; echo x > ${yard.visible}/x`;
    const seen = await asAgent(isolation, `(${look}) 2>/dev/null`);

    expect(seen).toEqual({ code: 2, output: 'bin\nruns' });
    expect((await asAgent(NO_ISOLATION, `(${look}) 2>/dev/null`)).output).toBe(`bin\ntoken\nruns\n${service}`);
  });

  test.each(VIEWS)('%s, has exactly the environment it was given and no rights', async (_, namespaces) => {
    const isolation = await (await aYard()).open({ namespaces });
    const odd = { QUOTED: `' " $HOME \`id\` \\ *`, EMPTY: '', ANTHROPIC_API_KEY: 'throw-away' };
    const command = isolation.command('env', ['-0'], { cwd: '/', env: { PATH: process.env.PATH ?? '', ...odd } });
    const { stdout } = await execa(command.file, command.args, { ...command, extendEnv: false });
    const { output } = await asAgent(isolation, 'id -G; grep -hE "^(CapEff|CapBnd|NoNewPrivs)" /proc/self/status');

    const given = [`PATH=${process.env.PATH}`, ...Object.entries(odd).map(([name, value]) => `${name}=${value}`)];
    expect(stdout.split('\0').filter(Boolean).sort()).toEqual(given.sort());
    expect(output.replaceAll(/\s+/g, ' ')).toMatch(/^\d+ CapEff: 0+ CapBnd: 0+ NoNewPrivs: 1$/);
    expect(JSON.stringify(isolation.command('x', [], { cwd: '/', env: odd }).args)).not.toContain('throw-away');
  });

  test.each(VIEWS)('%s, is gone with its daemons, and another run is left alone', async (_, namespaces) => {
    const yard = await aYard();
    const [one, other] = [await yard.open({ namespaces }), await yard.open({ namespaces })];
    // Leaves the session, empties its environment, ignores SIGTERM, and starts a twin whenever it is told to end.
    const daemon = `trap "" TERM HUP; sleep 1000 & while :; do wait; sleep 1000 & done`;
    const script = `setsid env -i sh -c '${daemon}' & setsid env -i sleep 1000 & echo started; exec sleep 1000`;
    const [running, untouched] = [startAsAgent(one, script), startAsAgent(other, script)];
    await Promise.all([running, untouched].map(({ all }) => new Promise((said) => all.once('data', said))));
    expect(yard.users()).toHaveLength(2);

    await one.endAll();
    await endAbandonedAgents({ users: yard.prefix, base: yard.base });

    await running;
    const [mine = '', others = ''] = yard.users();
    expect(await processesOf(mine)).toEqual([]);
    expect(await processesOf(others)).not.toEqual([]);
    expect(untouched.nodeChildProcess.exitCode).toBe(null);
    await other.endAll();
    await untouched;
    expect(await processesOf(others)).toEqual([]);
  });

  test.each([
    ['whoever takes its user next', (yard: Yard) => yard.open()],
    ['whoever looks after dead runs', ({ prefix, base }: Yard) => endAbandonedAgents({ users: prefix, base })],
  ])('%s ends and removes all of a run whose process was killed', async (_, clean) => {
    const yard = await aYard();
    await (await yard.open()).close();
    const [user = ''] = yard.users();
    const options = JSON.stringify({ base: yard.base, users: user, namespaces: false, own: yard.visible });
    const dying = execa(process.execPath, [PARENT, 'hold', 'user', options], { reject: false });
    const place = await new Promise<string>((printed, failed) => {
      dying.stdout.once('data', (text) => printed(String(text).trim()));
      dying.then(failed);
    });
    dying.kill('SIGKILL');
    await once(dying.nodeChildProcess, 'exit');
    expect([existsSync(place), (await processesOf(user)).length > 0]).toEqual([true, true]);

    await clean(yard);

    expect(yard.users()).toEqual([user]);
    expect(existsSync(place)).toBe(false);
    expect(await processesOf(user)).toEqual([]);
  });
});

const PARENT = fileURLToPath(new URL('../support/isolation-parent.ts', import.meta.url));
