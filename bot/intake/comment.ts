import { AutomationError } from '../../src/domain/errors.ts';
import type { Carried, CommandContext } from '../commands/index.ts';
import { groupOf, HANDLERS, leastRole, maySay } from '../commands/index.ts';
import { type Notice, renderDenied, renderProblems } from '../comments/index.ts';
import type { RepositoryConfig } from '../config/read.ts';
import { parseComment } from '../grammar/index.ts';
import { requestIdFor } from '../ids.ts';
import { readMarker } from '../marker.ts';
import type { BotParts } from '../parts.ts';
import type { StoredComment } from './item.ts';

/** Roles below these hear nothing but a reaction: whoever likes may comment in a public repository. */
const HEARD: readonly string[] = ['triage', 'write', 'maintain', 'admin'];

/**
 * Carries out the commands of a comment. Done again after a crash it does nothing twice: each call of the ledger has an id that is
 * made of the comment. Throws what passes (GitHub, ledger), for the comment to be tried again.
 */
export async function handleComment(parts: BotParts, comment: StoredComment): Promise<void> {
  if (comment.isBot || comment.author === '' || comment.author !== comment.sender) return;
  const { commands, problems } = parseComment(comment.body);
  if (commands.length === 0 && problems.length === 0) return;
  const github = await parts.repository(comment.thread);
  const role = await github.roleOf(comment.author);
  if (!HEARD.includes(role)) {
    // GitHub answers alike for nobody and for an app that was taken away: this throws for the latter, and the comment waits.
    await parts.repository(comment.thread);
    return react(parts, { github, comment }, 'confused');
  }
  const seen = react(parts, { github, comment }, 'eyes');
  const said = new Sayer(parts, comment);
  if (problems.length > 0)
    await said.say(
      'problems',
      renderProblems(problems.map(({ source, message, hint }) => ({ line: source, message, hint }))),
    );
  const config = await configOf(parts, comment, said);
  let refused = problems.length > 0 || config === undefined;
  if (config !== undefined) {
    const depth = readMarker(comment.body, parts.secret)?.depth ?? 0;
    const shared = { comment, role, depth, config, store: parts.store, github, rehearsal: parts.rehearsal };
    for (const [index, command] of commands.entries()) {
      const carried = await carryOut(parts, { ...shared, command, index });
      if (carried.notice !== undefined) await said.say(String(index), carried.notice);
      if (carried.refused === true) await sayByCheck(parts, { ...shared, command, index }, carried);
      refused ||= carried.refused === true;
    }
  }
  await seen;
  if (refused) await react(parts, { github, comment }, 'confused');
}

/**
 * What is said by a reaction is a help, and keeps nothing back: whoever pauses is to be heard also where none can be made. Never
 * rejects, for nobody may be waiting for it.
 */
async function react(
  { onFault }: BotParts,
  { github, comment }: Reacting,
  content: 'eyes' | 'confused',
): Promise<void> {
  await github.react(comment.commentId, content).catch(onFault);
}

type Reacting = Pick<CommandContext, 'github' | 'comment'>;

/** On a pull request, where its author looks: neutral, for the change itself is not at fault. */
async function sayByCheck(parts: BotParts, context: CommandContext, { notice }: Carried): Promise<void> {
  const { github, comment, command, index } = context;
  if (!comment.thread.isPull || groupOf(command.verb) !== 'run' || notice === undefined) return;
  try {
    const { headSha } = await github.pullRequest(comment.thread.number);
    await github.createCheckRun({
      ...{ name: `siso ${command.verb}`, headSha, externalId: `comment ${comment.commentId} ${index}` },
      ...{ status: 'completed', conclusion: 'neutral', title: notice.title, summary: notice.body },
    });
  } catch (error) {
    // The thread says it as well.
    parts.onFault(error);
  }
}

/** A fault of the person is an answer; what passes is thrown. */
async function carryOut(parts: BotParts, context: CommandContext): Promise<Carried> {
  const { command, config, role, comment } = context;
  if (!maySay(role, command.verb, config.bot)) {
    const least = leastRole(command.verb, config.bot) ?? 'nobody';
    return { notice: renderDenied(comment.author, role, least), refused: true };
  }
  try {
    return await HANDLERS[command.verb](context);
  } catch (error) {
    if (!(error instanceof AutomationError) || isPassing(error)) throw error;
    // Throws where the app was taken away meanwhile, which is no fault of the person.
    await parts.repository(comment.thread);
    return { notice: problemNotice(command.source, error), refused: true };
  }
}

function isPassing({ code, retryable }: AutomationError): boolean {
  return retryable || code === 'store_unavailable' || code === 'internal';
}

function problemNotice(source: string, { message, hint = '' }: AutomationError): Notice {
  return renderProblems([{ line: source, message, hint }]);
}

/** A configuration that cannot be read lets nobody do anything: what it would have forbidden is not known. */
async function configOf(parts: BotParts, comment: StoredComment, said: Sayer): Promise<RepositoryConfig | undefined> {
  try {
    return await parts.configOf(comment.thread);
  } catch (error) {
    if (!(error instanceof AutomationError) || isPassing(error)) throw error;
    await said.say('config', problemNotice('.github/siso.yml', error));
    return undefined;
  }
}

/** Says something in the thread of a comment, once. */
class Sayer {
  readonly #parts: BotParts;
  readonly #comment: StoredComment;

  constructor(parts: BotParts, comment: StoredComment) {
    this.#parts = parts;
    this.#comment = comment;
  }

  async say(what: string, notice: Notice): Promise<void> {
    const { thread, commentId, commentUrl } = this.#comment;
    await this.#parts.store.call('siso_github_notice', {
      p_request_id: requestIdFor('notice', thread.repoId, commentId, what),
      p_thread: thread,
      p_notice: { forCommentUrl: commentUrl, ...notice },
    });
  }
}

/** Edits are not read: what was asked for stays what it was. Those who may be heard are told so by a reaction. */
export async function handleEdit(parts: BotParts, comment: StoredComment): Promise<void> {
  if (comment.isBot || comment.author === '') return;
  const { commands, problems } = parseComment(comment.body);
  if (commands.length === 0 && problems.length === 0) return;
  const github = await parts.repository(comment.thread);
  await react(parts, { github, comment }, 'confused');
  if (!HEARD.includes(await github.roleOf(comment.author))) return;
  const body = 'Edits are not read. Write a new comment with the command.';
  await new Sayer(parts, comment).say('edited', { kind: 'problem', title: 'An edited comment', body });
}

/** What waits for an approval goes with the comment that asked for it. */
export async function handleDeletion({ store }: BotParts, { thread, commentId, sender }: StoredComment): Promise<void> {
  await store.call('siso_github_withdraw', {
    ...{ p_request_id: requestIdFor('withdraw', thread.repoId, commentId), p_comment_id: commentId, p_actor: sender },
  });
}
