import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../../scripts/release.sh', import.meta.url));
/** Stands for GitHub: writes down what it is asked for; there is no release yet, and a major tag if `major` is set. */
const GH = `#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$*" in 'release view'*) exit 1 ;; *'git/ref/tags/'*) [ -n "$MAJOR" ] ;; esac
`;

/** A checkout of a project of version 1.4.2 on the branch main, with these tags on its only commit. */
async function checkout(tags: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'siso-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
  for (const name of ['scripts', 'bin']) mkdirSync(join(folder, name));
  copyFileSync(SCRIPT, join(folder, 'scripts/release.sh'));
  writeFileSync(join(folder, 'package.json'), '{\n  "name": "x",\n  "version": "1.4.2",\n  "private": true\n}\n');
  writeFileSync(
    join(folder, 'CHANGELOG.md'),
    '## Unreleased\n\n- later\n\n## 1.4.2\n\n- `$(touch evil)`\n\n## 1.4.1\n\n- old\n',
  );
  writeFileSync(join(folder, 'bin/gh'), GH);
  chmodSync(join(folder, 'bin/gh'), 0o755);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=a');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  for (const tag of tags) await git('tag', tag);
  const log = join(folder, 'gh.log');
  const release = async (tag: string, major = '') => {
    const path = `${join(folder, 'bin')}:${process.env.PATH}`;
    const env = { PATH: path, TAG: tag, MAIN: 'main', GITHUB_REPOSITORY: 'acme/siso', GH_LOG: log, MAJOR: major };
    const ended = await execa('bash', ['scripts/release.sh'], { cwd: folder, env, extendEnv: false, reject: false });
    return { ...ended, asked: ended.exitCode === 0 ? readFileSync(log, 'utf8') : '' };
  };
  return { git, release };
}

test('a release has the notes of its version, and the major tag moves to it or is made', async () => {
  const { release } = await checkout(['v1.4.1', 'v1.4.2']);

  const { asked } = await release('v1.4.2');
  expect(asked).toContain(
    'release create v1.4.2 --repo acme/siso --verify-tag --title v1.4.2 --notes \n- `$(touch evil)`\n',
  );
  expect(asked).toMatch(/--method POST repos\/acme\/siso\/git\/refs -f ref=refs\/tags\/v1 -f sha=[\da-f]{40}/);
  expect((await release('v1.4.2', 'is there')).asked).toMatch(
    /PATCH repos\/acme\/siso\/git\/refs\/tags\/v1 .*force=true/,
  );
});

test('the major tag does not go back to an older version', async () => {
  const { release } = await checkout(['v1.4.2', 'v1.10.0', 'v1.99.0-beta', 'v2.0.0']);

  const { asked, stdout } = await release('v1.4.2');

  expect(asked).not.toMatch(/--method/);
  expect(stdout).toContain('v1 stays at v1.10.0');
});

test.each([
  ['v1.4.2;touch evil', /is no release/],
  ['v1.4', /is no release/],
  ['v1.4.1', /package\.json says 1\.4\.2/],
])('%s is refused with the reason, and nothing is asked of GitHub', async (tag, reason) => {
  const { release } = await checkout(['v1.4.1', 'v1.4.2']);

  expect(await release(tag)).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(reason), asked: '' });
});

test('a tag that is not on the main branch is refused', async () => {
  const { git, release } = await checkout([]);
  await git('commit', '--quiet', '--allow-empty', '--message=b');
  await git('tag', 'v1.4.2');

  expect((await release('v1.4.2')).stderr).toContain('not on the branch main');
});
