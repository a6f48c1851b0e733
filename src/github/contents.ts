import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { fileSchema, type PullRequest, pullSchema } from './bot-answers.ts';
import type { Caller } from './caller.ts';
import { statusOf } from './facts.ts';

const TOO_LARGE = 'The changes are larger than what GitHub gives out as one text. Look at the files themselves.\n';

export function readPullRequest(caller: Caller, repository: string, number: number): Promise<PullRequest> {
  const asked = { to: `read the pull request #${number}`, repository, needs: 'pull-requests: read' };
  return caller.ask(asked, pullSchema, ({ pulls }, names) => pulls.get({ ...names, pull_number: number }));
}

/** All of it, or a sentence where that is more than GitHub gives out: 20,000 lines. */
export async function readDiff(caller: Caller, repository: string, number: number): Promise<string> {
  const asked = { to: `read the changes of #${number}`, repository, needs: 'pull-requests: read' };
  const read = caller.ask(asked, z.string(), ({ pulls }, names) =>
    pulls.get({ ...names, pull_number: number, mediaType: { format: 'diff' } }),
  );
  return read.catch((error: unknown) => {
    if (statusOf(error) === 406) return TOO_LARGE;
    throw error;
  });
}

interface FilePlace {
  repository: string;
  path: string;
  /** Branch, tag or commit. Default: the default branch. */
  ref: string | undefined;
}

export async function readFileAt(caller: Caller, { repository, path, ref }: FilePlace): Promise<string | undefined> {
  const asked = { to: `read ${path}`, repository, needs: 'contents: read' };
  const file = await caller
    .ask(asked, fileSchema, ({ repos }, names) =>
      repos.getContent({ ...names, path, ...(ref === undefined ? {} : { ref }) }),
    )
    .catch((error: unknown) => {
      if (statusOf(error) === 404) return undefined;
      throw error;
    });
  if (file === undefined) return undefined;
  if (file.encoding === 'base64') return Buffer.from(file.content, 'base64').toString('utf8');
  throw new AutomationError('github_failed', `${path} in ${repository} is larger than the 1 MB that GitHub gives out`, {
    hint: 'Make it smaller.',
  });
}
