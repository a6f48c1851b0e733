import type { NewRunnerKeyDocument, RunnerKeysDocument } from '../../contracts/documents/keys.ts';
import type { RunnerKey } from '../../contracts/ledger/keys.ts';
import { RUNNER_KEY_VARIABLE } from '../../domain/runner-key.ts';
import { inline } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { age, ahead, fullMoment } from './times.ts';

/** `siso keys`: every key, newest first. */
export function keysText({ keys }: RunnerKeysDocument, screen: Screen): string {
  if (keys.length === 0) return 'There is no runner key: make one with siso keys create.';
  return table(columns(screen), keys, screen);
}

function columns(screen: Screen): Column<RunnerKey>[] {
  return [
    { title: 'ID', text: ({ id }) => id, rank: 0 },
    { title: 'NAME', text: ({ name }) => name, rank: 4, least: 8 },
    { title: 'REPOSITORY', text: ({ repo }) => repo, rank: 1, least: 10 },
    { title: 'ENVIRONMENT', text: ({ environment }) => environment, rank: 5 },
    { title: 'STATE', text: (key) => stateText(key, screen), rank: 2 },
    {
      title: 'LAST USED',
      text: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : `${age(lastUsedAt, screen)} ago`),
      rank: 3,
    },
    { title: 'MADE BY', text: ({ createdBy }) => createdBy, rank: 6, least: 6 },
  ];
}

function stateText({ state, expiresAt }: RunnerKey, screen: Screen): string {
  return state === 'live' ? `ends ${ahead(expiresAt, screen)}` : state;
}

/** `siso keys revoke`. */
export function keyText({ id, name, repo }: RunnerKey, screen: Screen): string {
  return paragraph(
    `${id} (${inline(name)}) of ${inline(repo)} is revoked. Runs that use it are stopped within 70 s.`,
    screen,
  ).join('\n');
}

/** `siso keys create`: the only time that the key is shown. */
export function newKeyText({ key, ...made }: NewRunnerKeyDocument, screen: Screen): string {
  const { id, repo, environment, expiresAt } = made;
  return [
    ...paragraph(
      `${id} runs ${environment} tasks of ${inline(repo)} until ${fullMoment(expiresAt, screen)} (${screen.zone}).`,
      screen,
    ),
    '',
    // never wrapped: it is to be copied
    `  ${key}`,
    '',
    ...paragraph(
      `It is shown this once and kept nowhere: put it into ${RUNNER_KEY_VARIABLE} of the machine that runs the tasks.`,
      screen,
    ),
  ].join('\n');
}
