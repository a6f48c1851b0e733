import { createHash, randomUUID } from 'node:crypto';
import type { LentThread, ThreadTask } from '../../src/contracts/ledger/github-threads.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { retryAtOf } from '../../src/github/bot.ts';
import { renderCheck, renderFinished, type Section } from '../comments/index.ts';
import type { RepositoryGitHub } from '../github.ts';
import type { BotParts } from '../parts.ts';

interface Elsewhere {
  thread: LentThread;
  task: ThreadTask;
  section: Section;
  github: RepositoryGitHub;
}

/** What took longer than this is told by a comment of its own: nobody is told of an edited one. */
const LONG_MS = 10 * 60_000;

/** A reaction to the command, a check run on the head of a pull request, and a comment of its own at the end of what took long. */
export async function sayElsewhere(parts: BotParts, all: Elsewhere): Promise<void> {
  await leniently(parts, react(parts, all));
  if (all.thread.isPull && all.task.headSha !== null) await leniently(parts, check(parts, all.task.headSha, all));
  await finish(parts, all);
}

/** A right that the app was not given, or a comment that is gone, keeps nothing else from being said. */
async function leniently({ onFault }: BotParts, saying: Promise<void>): Promise<void> {
  await saying.catch((error: unknown) => {
    if (!(error instanceof AutomationError) || error.retryable) throw error;
    onFault(error);
  });
}

async function react(parts: BotParts, { task, section, github }: Elsewhere): Promise<void> {
  const reaction = reactionOf(section);
  if (reaction === undefined || reaction === task.reaction) return;
  await github.react(task.commentId, reaction);
  await note(parts, task, { reaction });
}

function reactionOf({ task: { state, events } }: Section): 'rocket' | '+1' | '-1' | undefined {
  if (state === 'succeeded') return '+1';
  if (['failed', 'budget_capped', 'cancelled', 'dead'].includes(state)) return '-1';
  return state === 'running' || events.some(({ event }) => event === 'dispatched') ? 'rocket' : undefined;
}

async function check(parts: BotParts, headSha: string, { task, section, github }: Elsewhere): Promise<void> {
  const { status, conclusion, title, summary } = renderCheck(section, { rehearsal: parts.rehearsal });
  const checkSaid = createHash('sha256')
    .update(JSON.stringify([status, conclusion, title, summary]))
    .digest('hex')
    .slice(0, 16);
  if (checkSaid === task.checkSaid) return;
  const fields = { status, title, summary, ...(conclusion === undefined ? {} : { conclusion }) };
  if (task.checkId !== null) {
    await github.updateCheckRun(task.checkId, fields);
    return note(parts, task, { checkSaid });
  }
  const name = `siso ${task.taskId}`;
  const { id } = await github.createCheckRun({ name, headSha, externalId: task.taskId, ...fields });
  await note(parts, task, { checkId: id, checkSaid });
}

/** Noted right before it is said: a second one would tell everybody once more. One that was surely not sent is said later. */
async function finish(parts: BotParts, { thread, task, section, github }: Elsewhere): Promise<void> {
  const { createdAt, finishedAt } = section.task;
  if (task.finishedSaid || finishedAt === null || Date.parse(finishedAt) - Date.parse(createdAt) < LONG_MS) return;
  const text = renderFinished(section, { rehearsal: parts.rehearsal });
  try {
    await github.createComment(thread.number, text, () => note(parts, task, { finishedSaid: true }));
  } catch (error) {
    if (retryAtOf(error) !== undefined) await note(parts, task, { finishedSaid: false });
    throw error;
  }
}

type Note = { reaction?: string; checkId?: number; checkSaid?: string; finishedSaid?: boolean };

async function note({ store }: BotParts, { taskId }: ThreadTask, p_note: Note): Promise<void> {
  await store.call('siso_github_note', { p_request_id: randomUUID(), p_task_id: taskId, p_note });
}
