import type { UsageRow } from '../../src/contracts/ledger/reports.ts';
import { version as packageVersion } from '../../src/host/version.ts';
import {
  renderBudget,
  renderDone,
  renderExplain,
  renderHelp,
  renderLimits,
  renderQueue,
  renderStatus,
  renderUsage,
} from '../comments/index.ts';
import { VERB_HELP } from '../grammar/index.ts';
import { type Handler, taskHere } from './context.ts';

const DAYS = 30;
const LIVE = ['running', 'queued', 'blocked', 'pending_approval'] as const;
const DAY_MS = 86_400_000;

/** `/siso status [T-…]`: the task's own section says the rest. */
export const status: Handler = async (context) => {
  const [id] = context.command.args;
  if (id !== undefined) return explain(context);
  const { repo } = context.comment.thread;
  const ledger = await context.store.call('siso_status', {});
  const p_filter = { states: [...LIVE], repo };
  const { tasks } = await context.store.call('siso_list_tasks', { p_filter, p_limit: 20, p_after: null });
  return { notice: renderStatus(ledger, { repo, tasks }) };
};

/** `/siso queue`: what waits here, in the ledger's order. */
export const queue: Handler = async ({ store, comment }) => {
  const all = await store.call('siso_queue', { p_limit: 500 });
  return { notice: renderQueue(all, comment.thread.repo) };
};

/** `/siso usage`: of this repository, the last thirty days. */
export const usage: Handler = async ({ store, comment }) => {
  const { now } = await store.call('siso_status', {});
  const p_from = new Date(Date.parse(now) - DAYS * DAY_MS).toISOString();
  const summary = await store.call('siso_usage_summary', { p_from, p_to: now, p_by: 'repo' });
  const { repo } = comment.thread;
  const rows = summary.rows.filter(({ key }) => key.toLowerCase() === repo.toLowerCase());
  return {
    notice: renderUsage({ ...summary, rows, total: rows[0] ?? nothingOf(summary.total) }, { by: 'repository' }),
  };
};

/** Of a repository of which nothing was booked. */
function nothingOf(total: UsageRow): UsageRow {
  const tokens = mapValues(total.tokens);
  return { key: '', tasks: 0, requests: 0, costMicros: 0, tokens };
}

function mapValues<T extends Record<string, number>>(sums: T): T {
  return Object.assign({ ...sums }, Object.fromEntries(Object.keys(sums).map((key) => [key, 0])));
}

/** `/siso budget`: those that bind what is asked for here. */
export const budget: Handler = async ({ store, comment }) => {
  const { budgets } = await store.call('siso_status', {});
  const { repo } = comment.thread;
  const [org] = repo.split('/');
  const ours = budgets.filter(({ scope, value }) => {
    if (scope === 'repo') return value.toLowerCase() === repo.toLowerCase();
    if (scope === 'org') return value.toLowerCase() === org?.toLowerCase();
    return scope === 'global' || scope === 'category' || (scope === 'actor' && value === comment.author);
  });
  return { notice: renderBudget(ours, { repo }) };
};

/** `/siso limits`. */
export const limits: Handler = async ({ store, comment }) => {
  const { limits: all } = await store.call('siso_status', {});
  const { repo } = comment.thread;
  return { notice: renderLimits(all, { repo }) };
};

/** `/siso explain T-…`: why it waits, and when it can start. */
export const explain: Handler = async (context) => {
  const task = await taskHere(context, context.command.args[0] ?? '');
  return { notice: renderExplain(await context.store.call('siso_explain', { p_task_id: task.id }), task) };
};

export const help: Handler = async () => ({ notice: renderHelp(VERB_HELP) });

export const version: Handler = async () => ({ notice: renderDone(`siso ${await packageVersion()}`) });
