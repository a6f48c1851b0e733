import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bringAlong } from '../../../src/workspace/bring-along.ts';
import { isPrivate } from '../../../src/workspace/credentials.ts';
import { surveyIgnored } from '../../../src/workspace/ignored.ts';
import { aFolder, aRepository, aWorkspace, write } from './support.ts';

const IGNORING = { '.gitignore': 'node_modules\ncache/\n.env*\n*.pem\nlocal/\n', 'src/a.txt': 'one\n' };

describe('what git ignores', () => {
  test('comes along as a copy that can be edited in place', async () => {
    const root = aRepository(IGNORING);
    write(root, { 'node_modules/pkg/index.js': 'original', 'src/node_modules/deep/x.js': 'deep' });
    mkdirSync(join(root, 'cache'));
    linkSync(join(root, 'node_modules/pkg/index.js'), join(root, 'cache/linked.js'));
    const { path } = await aWorkspace(root);

    write(path, { 'node_modules/pkg/index.js': 'edited', 'cache/linked.js': 'edited' });
    expect(readFileSync(join(root, 'node_modules/pkg/index.js'), 'utf8')).toBe('original');
    expect(readFileSync(join(path, 'src/node_modules/deep/x.js'), 'utf8')).toBe('deep');
  });

  test('keeps its times and executable bits, for build tools compare them', async () => {
    const root = aRepository(IGNORING);
    write(root, { 'cache/tool': '' });
    utimesSync(join(root, 'cache/tool'), 1_000_000, 1_000_000);
    const { path } = await aWorkspace(root);

    expect(statSync(join(path, 'cache/tool')).mtimeMs).toBe(1_000_000_000);
  });

  test('comes without credentials at any depth, and those of the user are named', async () => {
    const root = aRepository(IGNORING);
    const secrets = [
      '.env',
      '.env.local',
      'src/.env',
      'server.pem',
      'local/.aws/credentials',
      'local/deep/id_rsa',
      'local/.npmrc',
    ];
    const nested = ['node_modules/pkg/.env', 'node_modules/pkg/test/server.pem', 'node_modules/pkg/.git/config'];
    write(root, Object.fromEntries([...secrets, ...nested, 'local/kept.txt'].map((path) => [path, 'secret'])));
    const workspace = await aWorkspace(root);

    for (const path of [...secrets, ...nested]) expect(existsSync(join(workspace.path, path)), path).toBe(false);
    expect(existsSync(join(workspace.path, 'local/kept.txt'))).toBe(true);
    expect(workspace.warnings).toEqual([expect.stringMatching(/^Left out as possible credentials: .* and 2 more\.$/)]);
  });

  test('comes with links inside the project, and without those that lead out', async () => {
    const root = aRepository(IGNORING);
    const outside = aFolder();
    write(outside, { 'secret.txt': 'secret' });
    write(root, { 'node_modules/pkg/cli.js': '', 'node_modules/.bin/x': '' });
    symlinkSync('../pkg/cli.js', join(root, 'node_modules/.bin/cli'));
    symlinkSync(outside, join(root, 'node_modules/linked'));
    const workspace = await aWorkspace(root);

    expect(readlinkSync(join(workspace.path, 'node_modules/.bin/cli'))).toBe('../pkg/cli.js');
    expect(readdirSync(join(workspace.path, 'node_modules')).sort()).toEqual(['.bin', 'pkg']);
    expect(workspace.warnings).toEqual(['Left out, for they lead out of the project: node_modules/linked.']);
  });

  test('is never written through a link that the project has in its place', async () => {
    const outside = aFolder();
    const root = aRepository({ ...IGNORING });
    write(root, { 'cache/data.txt': 'data' });
    const target = join(aFolder(), 'tree');
    mkdirSync(target);
    symlinkSync(outside, join(target, 'cache'));

    await bringAlong(await surveyIgnored(root, target), { from: root, to: target });
    expect(readdirSync(outside)).toEqual([]);
  });

  test('never replaces a file of the last commit', async () => {
    const root = aRepository({ '.gitignore': 'settings.json\n', 'settings.json': 'committed' });
    const target = aFolder();
    write(target, { 'settings.json': 'committed' });
    write(root, { 'settings.json': 'mine' });
    const entry = {
      path: 'settings.json',
      items: [{ path: 'settings.json', kind: 'file' as const }],
      bytes: 4,
      secrets: [],
      outside: [],
    };

    await bringAlong([entry], { from: root, to: target });
    expect(readFileSync(join(target, 'settings.json'), 'utf8')).toBe('committed');
  });

  test('comes whole or not at all when it is larger than the ceiling', async () => {
    const root = aRepository(IGNORING);
    write(root, { 'node_modules/small.js': 'x', 'cache/one.bin': 'x'.repeat(60), 'cache/two.bin': 'x'.repeat(60) });
    const target = aFolder();

    const brought = await bringAlong(await surveyIgnored(root, target), { from: root, to: target, ceiling: 100 });
    expect(readdirSync(target)).toEqual(['node_modules']);
    expect(brought).toEqual({
      paths: ['node_modules'],
      warnings: [expect.stringMatching(/^Left out.*larger.*: cache\.$/)],
    });
  });
});

test.each([
  '.env',
  'a/.ENV.production',
  'prod.env',
  'x/.ssh',
  '.docker',
  'Server.KEY',
  'credentials',
  'credentials.json',
  'secrets.yaml',
  'src/secrets.js',
])('%s is private', (path) => expect(isPrivate(path, path)).toBe(true));
test.each([
  'node_modules',
  '.cache',
  'environment.ts',
  'node_modules/sdk/credentials',
  'node_modules/sdk/credentials.js',
  '.venv/certifi/cacert.pem',
  'keys.ts',
  'dist/secrets.js',
])('%s is not private', (path) => expect(isPrivate(path, path.split('/')[0] ?? '')).toBe(false));
