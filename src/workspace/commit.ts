import { AutomationError } from '../domain/errors.ts';
import type { Git } from './git.ts';

/** Who a commit is by, as author and committer. */
export interface Identity {
  name: string;
  email: string;
}

/** On a person's own machine. */
export const LOCAL_IDENTITY: Identity = { name: 'SISO Automation', email: 'siso-automation@localhost' };
/** Where results are published. */
export const BOT_IDENTITY: Identity = {
  name: 'siso-automation[bot]',
  email: 'siso-automation[bot]@users.noreply.github.com',
};

/** What a commit says. */
export interface CommitText {
  message: string;
  identity: Identity;
  /** Named in a trailer, so that a later attempt of the task knows the commit as one of its own. */
  taskId?: string | undefined;
}

export const TASK_TRAILER = 'Siso-Task';

/** Writes a signed-off commit object of `tree` on `parent` and answers its id. Throws `workspace_invalid`, `config_invalid`. */
export async function writeCommit(
  git: Git,
  { tree, parent, ...text }: CommitText & { tree: string; parent: string },
): Promise<string> {
  const { name, email } = text.identity;
  const signer = writtenIdentity(text.identity);
  const trailers = [
    ...(text.taskId === undefined ? [] : [`${TASK_TRAILER}: ${text.taskId}`]),
    `Signed-off-by: ${signer}`,
  ];
  const message = `${text.message.replaceAll('\0', '').trim()}\n\n${trailers.join('\n')}\n`;
  const identity = ['-c', `user.name=${name}`, '-c', `user.email=${email}`];
  const written = await git.run(
    [...identity, 'commit-tree', tree, '-p', parent],
    Buffer.from(message).toString('latin1'),
  );
  return written.trim();
}

/** `Name <address>`. Throws `config_invalid` for what git would write differently. */
export function writtenIdentity({ name, email }: Identity): string {
  const sound = /^[^\s<>"'.,:;\\][^\p{Cc}<>]*$/u.test(name) && /[^\s<>"'.,:;\\]$/.test(name);
  if (sound && /^[^\p{Cc}<>\s]+@[^\p{Cc}<>\s]+$/u.test(email)) return `${name} <${email}>`;
  throw new AutomationError('config_invalid', 'Commits cannot be made by this name and address.', {
    hint: 'Give a plain name and an e-mail address, such as siso-automation[bot]@users.noreply.github.com.',
  });
}
