import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { BOT_IDENTITY, commitPatch } from '../../../src/workspace/index.ts';
import { anAuthority } from '../../support/certificates.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';
import { aPublished, aResult, branches, filesBelow, filesWith, type Published, push } from './publish-support.ts';
import { aFolder, aWorkspace, git, write, writeTrap } from './support.ts';

function formsOf(token: string): string[] {
  return [token, Buffer.from(`x-access-token:${token}`).toString('base64')];
}

interface Watched {
  args: string;
  environment: string;
  /** Command lines of the programs that git itself started. */
  trace: string;
  /** Files in the temporary folder that held a secret when git ended. */
  leaks: string;
}

/** From now on git writes down what it was given; answers what it wrote. */
function watchGit(secrets: string[]): { temporary: string; watched(): Watched[] } {
  const [programs, logs, temporary] = [aFolder(), aFolder(), aFolder()];
  const patterns = secrets.map((secret) => `-e '${secret}'`).join(' ');
  const script = `#!/bin/sh
log='${logs}'/$$
PATH=\${PATH#'${programs}':}
mkdir "$log"
printf '%s\\n' "$@" >"$log/args"
env >"$log/environment"
GIT_TRACE="$log/trace" git "$@"
code=$?
grep -rlF ${patterns} '${temporary}' >"$log/leaks"
exit $code
`;
  writeFileSync(join(programs, 'git'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${programs}:${process.env.PATH}`);
  vi.stubEnv('TMPDIR', temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  const read = (run: string, name: string) => readFileSync(join(logs, run, name), 'utf8');
  const readRun = (run: string) => ({
    args: read(run, 'args'),
    environment: read(run, 'environment'),
    trace: read(run, 'trace'),
    leaks: read(run, 'leaks'),
  });
  return { temporary, watched: () => readdirSync(logs).map(readRun) };
}

describe('the token', () => {
  test('is in the environment of the processes that speak to the remote and nowhere else, whatever the remote answers', async () => {
    const at = await aPublished();
    const { secrets, second, third } = await anEarlierAttempt(at);
    const { temporary, watched } = watchGit(secrets);
    const outcomes = [await push(at, { commit: second })];
    at.server.refusePushes('owner/name', `Your header was ${secrets.join(' or ')}`);
    outcomes.push(await push(at, { commit: third }));
    const runs = watched();

    const knowing = runs.filter(({ environment }) => secrets.some((secret) => environment.includes(secret)));
    expect([...new Set(knowing.map(({ args }) => commandOf(args)))].sort()).toEqual(['fetch', 'ls-remote', 'push']);
    expect(
      knowing.some(({ trace }) => trace.includes('remote-http')),
      'the trace sees inner programs',
    ).toBe(true);
    for (const { args, trace, leaks } of runs) {
      for (const secret of secrets) expect(`${args}${trace}`).not.toContain(secret);
      expect(leaks).toBe('');
    }
    expect(readdirSync(temporary)).toEqual([]);
    expect(filesWith(secrets, filesBelow(at.checkout))).toEqual([]);
    expect(outcomes).toMatchObject([{ pushed: true }, { pushed: false }]);
    for (const secret of secrets) expect(JSON.stringify(outcomes)).not.toContain(secret);
    expect(JSON.stringify(outcomes)).toContain('Your header was [redacted] or [redacted]');
  });

  test('goes through the proxy and to the authority that are set, and to nothing else', async () => {
    const at = await aPublished();
    const { commit } = await aResult(at);
    const authority = anAuthority();
    const port = await anHttpsServer(authority.server, (request, response) => {
      const { method, headers, url } = request;
      const onward = httpRequest(`${at.server.url}${url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    const proxy = await aProxy();
    const network = { httpsProxy: proxy.url, certificates: [authority.certificate] };
    const remoteUrl = `https://api.test:${port}/owner/name`;

    const untrusted = await push(at, { commit, remoteUrl, network: { httpsProxy: proxy.url } });
    expect(untrusted).toMatchObject({
      pushed: false,
      why: expect.stringMatching(/could not be reached.*certificate/i),
    });
    expect(await push(at, { commit, remoteUrl, network })).toMatchObject({ pushed: true });
    expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set([`api.test:${port}`]));
  });
});

/** The remote has an earlier result of the task, so that the next push looks at it as well. */
async function anEarlierAttempt(at: Published) {
  await push(at, { commit: (await aResult(at)).commit });
  const { commit: second } = await aResult(at, { 'a.txt': 'three\n' });
  const { commit: third } = await aResult(at, { 'a.txt': 'four\n' });
  return { secrets: formsOf(at.server.tokens.write), second, third };
}

function commandOf(args: string): string {
  return args.split('\n').find((argument, at, all) => !argument.startsWith('-') && all[at - 1] !== '-c') ?? '';
}

describe('a hostile checkout', () => {
  test('and the home of whoever made it have no effect on committing a patch and pushing', async () => {
    const at = await aPublished();
    const { proof, home } = setTraps(at);
    vi.stubEnv('HOME', home);
    vi.stubEnv('GIT_ASKPASS', join(home, 'trap.sh'));
    vi.stubEnv('GIT_SSH_COMMAND', join(home, 'trap.sh'));
    vi.stubEnv('GIT_CONFIG_PARAMETERS', `'credential.helper=${join(home, 'trap.sh')}'`);
    vi.stubEnv('GIT_OBJECT_DIRECTORY', join(home, 'objects'));
    onTestFinished(() => void vi.unstubAllEnvs());
    const patch = Buffer.from('--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\n');
    const { gitDirectory, base } = at;
    const made = await commitPatch({
      gitDirectory,
      base,
      patch,
      message: 'Two',
      taskId: 'T-1',
      directory: join(aFolder(), 'git'),
    });

    const pushing = { gitDirectory: made.gitDirectory, commit: made.commit };
    expect(await push(at, { ...pushing, token: 'ghs_notOneOfThisServer0000000001' })).toMatchObject({ pushed: false });
    expect(await push(at, pushing)).toMatchObject({ pushed: true });
    expect(existsSync(proof)).toBe(false);
    expect(git(at.bare, 'show', 'siso/task-T-1:a.txt')).toBe('two\n');
    vi.unstubAllEnvs();
    for (const command of [
      ['push', at.bare, 'HEAD:refs/heads/trapped'],
      [
        '-c',
        'http.proxy=',
        '-c',
        'http.extraHeader=',
        '-c',
        'core.askPass=',
        'ls-remote',
        at.url.replace('127.0.0.1', 'localhost'),
      ],
    ]) {
      await execa('git', ['-c', 'push.gpgSign=false', ...command], {
        cwd: at.checkout,
        reject: false,
        stdin: 'ignore',
      });
      expect(existsSync(proof), `the trap of ${command} is a real one`).toBe(true);
      rmSync(proof);
    }
  });

  test('has none on pushing what a task left in it, nor has the git of the task', async () => {
    const at = await aPublished();
    const workspace = await aWorkspace(at.checkout, 'T-1');
    write(workspace.path, { 'a.txt': 'two\n', '.gitattributes': '* filter=x\n' });
    const { proof } = setTraps(at);
    setTraps({ ...at, checkout: workspace.path, gitDirectory: join(workspace.path, '.git') }, proof);
    await workspace.collect();
    const { commit = '' } = (await workspace.keep('Two', { identity: BOT_IDENTITY })) ?? {};

    expect(await push(at, { commit })).toMatchObject({ pushed: true });
    expect(existsSync(proof)).toBe(false);
    expect(Object.keys(branches(at.bare))).toEqual(['main', 'siso/task-T-1']);
  });
});

/** Everything that could run a program, lead elsewhere or show another credential, in the checkout's git and in a home. */
function setTraps(at: Published, proof = join(aFolder(), 'proof')): { proof: string; home: string } {
  const home = aFolder();
  const trap = join(home, 'trap.sh');
  writeTrap(trap, proof);
  const programs = [
    'core.fsmonitor',
    'core.sshCommand',
    'core.askPass',
    'credential.helper',
    'filter.x.clean',
    'gpg.program',
  ];
  const settings: [string, string][] = [
    ...[...programs, 'core.alternateRefsCommand', 'core.gitProxy', 'diff.external', 'core.pager'].map(
      (name): [string, string] => [name, trap],
    ),
    [`url.http://127.0.0.1:9/.insteadOf`, at.server.url],
    ['http.extraHeader', 'Authorization: Basic bm9ib2R5Om5vdGhpbmc='],
    ['http.proxy', 'http://127.0.0.1:9'],
    ['push.gpgSign', 'true'],
    ['commit.gpgSign', 'true'],
  ];
  for (const [name, value] of settings) {
    git(at.checkout, 'config', '--file', join(at.gitDirectory, 'config'), name, value);
    git(at.checkout, 'config', '--file', join(home, '.gitconfig'), name, value);
  }
  const netrc = `machine 127.0.0.1 login x-access-token password ${at.server.tokens.write}\n`;
  writeFileSync(join(home, '.netrc'), netrc, { mode: 0o600 });
  mkdirSync(join(at.gitDirectory, 'hooks'), { recursive: true });
  for (const hook of ['pre-push', 'reference-transaction', 'post-index-change', 'applypatch-msg', 'pre-commit']) {
    writeTrap(join(at.gitDirectory, 'hooks', hook), proof);
  }
  return { proof, home };
}
