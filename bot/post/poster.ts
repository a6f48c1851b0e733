import { createHash, randomUUID } from 'node:crypto';
import type { LentThread, Posted } from '../../src/contracts/ledger/github-threads.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { isLocked, retryAtOf } from '../../src/github/bot.ts';
import { renderThread } from '../comments/index.ts';
import type { RepositoryGitHub } from '../github.ts';
import { readMarker, writeMarker } from '../marker.ts';
import type { BotParts } from '../parts.ts';
import { sayElsewhere } from './elsewhere.ts';
import { sectionOf } from './section.ts';

const BATCH = 10;

/** Says what is to be said in threads, until nothing is due. Answers in how many. */
export async function postThreads(parts: BotParts): Promise<number> {
  let posted = 0;
  for (;;) {
    const threads = await parts.store.call('siso_github_threads', { p_request_id: randomUUID(), p_limit: BATCH });
    if (threads.length === 0) return posted;
    posted += threads.length;
    await Promise.all(threads.map((thread) => post(parts, thread)));
  }
}

async function post(parts: BotParts, thread: LentThread): Promise<void> {
  const result = await say(parts, thread).catch((error: unknown) => {
    parts.onFault(error);
    return howItFailed(error, parts.now());
  });
  await note(parts, thread, { changedAt: thread.changedAt, ...result });
}

/** The thread's one comment, and what is said of its tasks elsewhere. */
async function say(parts: BotParts, thread: LentThread): Promise<Posted> {
  const github = await parts.repository(thread);
  const status = await parts.store.call('siso_status', {});
  const sections = [];
  for (const task of thread.tasks) sections.push(await sectionOf(parts.store, task, status));
  const depth = Math.max(0, ...thread.tasks.map((task) => task.depth)) + 1;
  const marker = writeMarker({ thread: thread.id, depth }, parts.secret);
  const notices = thread.notices.map(({ at: _, ...notice }) => notice);
  const body = renderThread({ marker, sections, notices, rehearsal: parts.rehearsal });
  const said = createHash('sha256').update(body).digest('hex').slice(0, 32);
  const commentId =
    said === thread.said && thread.commentId !== null
      ? thread.commentId
      : await sticky(parts, { thread, github, body });
  for (const [index, section] of sections.entries()) {
    const task = thread.tasks[index];
    if (task !== undefined) await sayElsewhere(parts, { thread, task, section, github });
  }
  return { ok: true, commentId, said };
}

interface Sticky {
  thread: LentThread;
  github: RepositoryGitHub;
  body: string;
}

/** Edits the comment that is there, or makes one. That one may have been made is noted before, so that it is looked for and not made twice. */
async function sticky(parts: BotParts, { thread, github, body }: Sticky): Promise<number> {
  if (thread.commentId !== null && (await edited(github, thread.commentId, body))) return thread.commentId;
  if (thread.commentId !== null) await note(parts, thread, { gone: true });
  else if (thread.commentTried) {
    const found = await github.findComment(thread.number, ({ login, body: text }) => {
      return login === parts.login && readMarker(text, parts.secret)?.thread === thread.id;
    });
    if (found !== undefined && (await edited(github, found.id, body))) return found.id;
  }
  // Right before it is sent, and only by whoever still has the thread: another one may have it after two minutes.
  const { id } = await github.createComment(thread.number, body, () => note(parts, thread, { tried: true }));
  await note(parts, thread, { commentId: id });
  return id;
}

/** Whether it is still there. */
async function edited(github: RepositoryGitHub, id: number, body: string): Promise<boolean> {
  try {
    await github.updateComment(id, body);
    return true;
  } catch (error) {
    if (error instanceof AutomationError && error.code === 'not_found') return false;
    throw error;
  }
}

/** What cannot be said now is said later; in a thread that is locked or gone nothing is tried until somebody writes there again. */
function howItFailed(error: unknown, now: Date): Posted {
  const at = retryAtOf(error);
  if (at !== undefined)
    return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1_000)) };
  if (error instanceof AutomationError && (isLocked(error) || error.code === 'not_found'))
    return { ok: true, closed: error.message.slice(0, 300) };
  return { ok: false };
}

async function note({ store }: BotParts, { id, token }: LentThread, p_result: Posted): Promise<void> {
  const args = { p_request_id: randomUUID(), p_thread_id: id, p_token: token, p_result };
  const { ok } = await store.call('siso_github_posted', args);
  if (ok || p_result.ok !== undefined) return;
  throw new AutomationError('ledger_conflict', 'The thread is posted by another process by now', { retryable: true });
}
