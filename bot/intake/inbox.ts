import { randomUUID } from 'node:crypto';
import type { LentItem } from '../../src/contracts/ledger/github.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { retryAtOf } from '../../src/github/bot.ts';
import { requestIdFor } from '../ids.ts';
import type { BotParts } from '../parts.ts';
import { handleComment, handleDeletion, handleEdit } from './comment.ts';
import { storedCommentSchema, storedRunSchema } from './item.ts';

/** At a time. Those of one thread are taken one after the other: an approval must not overtake what it approves. */
const BATCH = 20;

/** Works on what was stored, until nothing is due. Answers how many there were. */
export async function workInbox(parts: BotParts): Promise<number> {
  let worked = 0;
  for (;;) {
    const { items } = await parts.store.call('siso_github_take', { p_request_id: randomUUID(), p_limit: BATCH });
    if (items.length === 0) return worked;
    worked += items.length;
    const threads = Map.groupBy(items, threadOf);
    await Promise.all([...threads.values()].map((each) => inOrder(parts, each)));
  }
}

function threadOf({ payload, id }: LentItem): string {
  const { data } = storedCommentSchema.safeParse(payload);
  return data === undefined ? `item ${id}` : `${data.thread.repoId} ${data.thread.number}`;
}

async function inOrder(parts: BotParts, items: LentItem[]): Promise<void> {
  for (const item of items) await workOn(parts, item);
}

async function workOn(parts: BotParts, item: LentItem): Promise<void> {
  const result = await handle(parts, item).then(
    () => ({ ok: true }),
    (error: unknown) => {
      parts.onFault(error);
      return { ok: false, error: wordsOf(error), ...howItPasses(error, parts.now()) };
    },
  );
  const { id: p_item_id, token: p_token } = item;
  const args = { p_request_id: randomUUID(), p_item_id, p_token, p_result: result };
  const { state } = await parts.store.call('siso_github_done', args);
  if (state === 'failed') await sayGivenUp(parts, item);
}

/** A comment that was seen is not dropped in silence. */
async function sayGivenUp({ store }: BotParts, { payload, key }: LentItem): Promise<void> {
  const { data } = storedCommentSchema.safeParse(payload);
  if (data === undefined) return;
  const body =
    'This comment could not be worked on, although it was tried several times. The log of the bot says why. Write it once more, or ask whoever runs the bot.';
  const p_notice = { kind: 'problem' as const, title: 'A fault of the bot', body, forCommentUrl: data.commentUrl };
  await store.call('siso_github_notice', {
    p_request_id: requestIdFor('given up', key),
    p_thread: data.thread,
    p_notice,
  });
}

async function handle(parts: BotParts, { event, payload, key }: LentItem): Promise<void> {
  if (event === 'run.completed') {
    const { repo, runId } = storedRunSchema.parse(payload);
    const args = { p_request_id: requestIdFor('run ended', key), p_run_id: runId, p_repo: repo };
    await parts.store.call('siso_github_run_ended', args);
    return;
  }
  const comment = storedCommentSchema.parse(payload);
  if (event === 'comment.created') await handleComment(parts, comment);
  else if (event === 'comment.edited') await handleEdit(parts, comment);
  else if (event === 'comment.deleted') await handleDeletion(parts, comment);
}

/** GitHub, or the ledger, will be back. */
function howItPasses(error: unknown, now: Date): { passes?: boolean; retryAfterSeconds?: number } {
  if (!(error instanceof AutomationError) || !(error.retryable || PASSING.has(error.code))) return {};
  const at = retryAtOf(error);
  const seconds = at === undefined ? 0 : Math.ceil((at.getTime() - now.getTime()) / 1_000);
  return { passes: true, ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}) };
}

/** The app may be installed, or its rights and key mended, within these days. */
const PASSING: ReadonlySet<string> = new Set(['store_unavailable', 'forbidden', 'not_found', 'github_failed']);

/** Without a stack, and without what a cause may hold. */
function wordsOf(error: unknown): string {
  return error instanceof AutomationError ? `${error.code}: ${error.message}` : 'an unexpected fault';
}
