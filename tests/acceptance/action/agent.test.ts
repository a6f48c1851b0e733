import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aJob } from '../../support/action-job.ts';
import { scenarioFile } from '../../support/siso.ts';

/** What a program of the agent finds, each text backwards, so that no rule against secrets in texts can hide one. */
const LOOK = `mkdir seen
git log --format=%s | rev > seen/history
git status --short | rev > seen/status
env | rev > seen/own
id -un | rev > seen/user
for each in /proc/[0-9]*/environ; do tr '\\0' '\\n' < "$each"; done 2> /dev/null | rev > seen/others
find / -maxdepth 6 -path /proc -prune -o -path '*/siso-action-*' -type f -exec cat '{}' + 2> /dev/null | rev > seen/files
exit 0
`;

const FILES = { 'package.json': JSON.stringify({ scripts: { test: 'sh look.sh' } }), 'look.sh': LOOK };

const SECRETS = {
  ANTHROPIC_API_KEY: 'sk-ant-api03-thisIsTheKeyOfTheRepository00',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'thisIsTheTokenForAnIdentity0000',
  ACTIONS_RUNTIME_TOKEN: 'thisIsTheTokenOfTheRuntime000000',
};

/** The lines of the files that the look has made, as they were. */
function seenIn(patch: string): Record<string, string[]> {
  const files = patch.split(/^diff --git a\/seen\//m).slice(1);
  return Object.fromEntries(
    files.map((file) => {
      const lines = file.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line));
      return [file.slice(0, file.indexOf(' ')), lines.map((line) => [...line.slice(1)].reverse().join(''))];
    }),
  );
}

test('programs of the agent have the history of the checkout, and nothing of the job', async () => {
  const job = await aJob(FILES);

  const end = await job.use(
    {
      ...{ prompt: 'Run the tests.', rehearse: scenarioFile('npm-test') },
      ...{ 'create-pull-request': 'patch', 'patch-folder': 'out' },
    },
    { env: SECRETS },
  );

  expect(end.outputs.status).toBe('succeeded');
  const seen = seenIn(readFileSync(join(job.workspace, 'out/changes.patch'), 'utf8'));
  expect(seen.history).toEqual(['More files']);
  expect(seen.user).toEqual([expect.stringMatching(/^siso-agent/)]);
  expect(seen.own?.join('\n')).toContain('ANTHROPIC_BASE_URL=');
  const all = Object.values(seen).flat().join('\n');
  for (const secret of [...Object.values(SECRETS), ...Object.values(job.git.tokens)]) expect(all).not.toContain(secret);
  expect(all).not.toMatch(/GITHUB_(?:TOKEN|OUTPUT|ENV)=|INPUT_|SISO_(?!RUN_MARKER=)[A-Z_]+=|ACTIONS_/);
  expect(seen.files ?? []).toEqual([]);
});
