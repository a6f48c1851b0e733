/** The same for whoever is not root, as on hosted runners: with sudo, and with bubblewrap where there is no sudo. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { asRoot, processesOf } from '../support/isolation.ts';

const PARENT = fileURLToPath(new URL('../support/isolation-parent.ts', import.meta.url));
const WHY_NOT = reasonToSkip();

function reasonToSkip(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'skipped: only root can lend itself a normal user';
  if (!existsSync('/usr/bin/setpriv') || !existsSync('/usr/sbin/useradd'))
    return 'skipped: setpriv or useradd is missing';
  const reach = spawnSync('/usr/bin/setpriv', [...as('nobody'), process.execPath, '-e', `fs.accessSync('${PARENT}')`]);
  return reach.status === 0 ? undefined : 'skipped: other users cannot read this checkout or run its Node';
}

function as(user: string): string[] {
  const group = execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim();
  return [`--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--'];
}

/** A normal user for one test, with a home that is closed to others. */
async function aUser({ sudo }: { sudo: boolean }) {
  const name = `siso-n${randomBytes(4).toString('hex')}`;
  const base = `/var/lib/siso-test-${name}`;
  const home = mkdtempSync(join(tmpdir(), 'siso-home-'));
  const rules = `/etc/sudoers.d/${name}`;
  await asRoot('useradd', '--no-create-home', '--home-dir', home, name);
  execFileSync('chown', [`${name}:`, home]);
  if (sudo) writeFileSync(rules, `${name} ALL=(ALL) NOPASSWD:ALL\nDefaults:${name} use_pty\n`, { mode: 0o440 });
  onTestFinished(async () => {
    rmSync(rules, { force: true });
    for (const user of [...agents(), name]) await asRoot('userdel', user);
    for (const folder of [home, base]) rmSync(folder, { recursive: true, force: true });
  });
  const agents = () =>
    execFileSync('cut', ['-d:', '-f1', '/etc/passwd'], { encoding: 'utf8' })
      .split('\n')
      .filter((user) => user.startsWith(`${name}-a`));
  return { name, home, base, agents };
}

const endSchema = z.object({
  description: z.string(),
  through: z.array(z.unknown()),
  stopped: z.string(),
  made: z.string(),
});

/** The whole life of an agent as `user` sees it. */
async function life(
  kind: 'user' | 'bubblewrap',
  { name, home, base }: Awaited<ReturnType<typeof aUser>>,
  namespaces = true,
) {
  const options = JSON.stringify({ own: home, base, users: `${name}-a`, namespaces });
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const { stdout } = await execa('/usr/bin/setpriv', [...as(name), process.execPath, PARENT, 'life', kind, options], {
    ...{ cwd: '/', env, extendEnv: false },
  });
  return endSchema.parse(JSON.parse(stdout));
}

const SUDO = existsSync('/usr/bin/sudo') ? undefined : 'skipped: no sudo';
const BWRAP = existsSync('/usr/bin/bwrap') ? undefined : 'skipped: no bubblewrap';

describe.skipIf(WHY_NOT)(`a normal user (${WHY_NOT ?? 'here'})`, () => {
  test.skipIf(SUDO).each([true, false])(
    `with sudo shuts in an agent as root does (namespaces: %s; ${SUDO ?? 'here'})`,
    async (namespaces) => {
      const user = await aUser({ sudo: true });

      const end = await life('user', user, namespaces);

      const [agent = ''] = user.agents();
      expect(end).toEqual({
        description: expect.stringContaining(`as the user ${agent}`),
        through: [],
        stopped: 'The prepare command ended with exit code 3\nreads what it was lent\nready\ntold to stop',
        made: execFileSync('id', ['-u', agent], { encoding: 'utf8' }),
      });
      expect(user.agents()).toEqual([agent]);
      expect(await processesOf(agent)).toEqual([]);
    },
  );

  test.skipIf(BWRAP)(`without sudo shuts in an agent with bubblewrap (${BWRAP ?? 'here'})`, async () => {
    const user = await aUser({ sudo: false });

    const end = await life('bubblewrap', user);

    expect(end).toEqual({
      description: 'in a bubblewrap sandbox, with the rest of the machine read-only',
      through: [],
      stopped: expect.stringMatching(/^The prepare command ended with .*\nreads what it was lent\nready/),
      made: execFileSync('id', ['-u', user.name], { encoding: 'utf8' }),
    });
    expect(await processesOf(user.name)).toEqual([]);
  });

  test('without sudo and namespaces learns what is missing', async () => {
    const user = await aUser({ sudo: false });
    await expect(life('user', user)).rejects.toThrow(/isolation_unavailable|not root, and sudo wants a password/);
  });
});
