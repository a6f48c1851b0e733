import { onTestFinished } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { type GitHub, type GitHubOptions, openGitHub } from '../../../src/github/index.ts';
import { type DoubleOptions, type GitHubDouble, startGitHubDouble } from '../../support/github/double.ts';
import type { RepositorySeed, StoredRepository } from '../../support/github/state.ts';

export const REPOSITORY = 'octo/app';

export interface World {
  double: GitHubDouble;
  repository: StoredRepository;
  github: GitHub;
  /** A client with other options, such as another token. */
  open(options: Partial<GitHubOptions>): GitHub;
  /** Milliseconds that the client wanted to wait; it does not. */
  waits: number[];
}

/** A double with one repository and a client of it. */
export async function aWorld(seed: RepositorySeed = {}, options: DoubleOptions = {}): Promise<World> {
  const double = await startGitHubDouble(options);
  onTestFinished(() => double.stop());
  const waits: number[] = [];
  const open = (others: Partial<GitHubOptions>) =>
    openGitHub({
      apiUrl: double.apiUrl,
      token: double.tokens.write,
      wait: async (ms) => void waits.push(ms),
      ...others,
    });
  return { double, repository: double.addRepository(REPOSITORY, seed), github: open({}), open, waits };
}

/** The error that `call` ends with, whatever in it a person or a log could see, and that without the token. */
export async function faultOf(call: Promise<unknown>, token: string): Promise<AutomationError> {
  const error = await call.then(
    () => new Error('it did not fail'),
    (fault: unknown) => fault,
  );
  if (!(error instanceof AutomationError)) throw error;
  const shown = JSON.stringify([error.message, error.hint, error.stack, String(error.cause), error.cause]);
  if (shown.includes(token)) throw new Error('the error shows the token');
  return error;
}
