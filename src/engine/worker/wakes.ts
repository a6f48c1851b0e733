import { LEDGER_FUNCTIONS } from '../../contracts/ledger/functions.ts';

/** Writes that make nothing for a worker to do: what workers themselves write all day. */
const QUIET = new Set([
  'siso_claim',
  'siso_dispatch',
  'siso_note_run',
  'siso_take_over',
  'siso_start',
  'siso_heartbeat',
  'siso_append_log',
  'siso_record_publication',
  'siso_note_publication',
  'siso_sweep',
  ...['siso_github_take', 'siso_github_done', 'siso_github_notice', 'siso_github_threads', 'siso_github_posted'],
  ...['siso_github_note', 'siso_github_alert_said', 'siso_github_refresh', 'siso_github_withdraw'],
]);

const WRITES = new Set(
  Object.entries(LEDGER_FUNCTIONS).flatMap(([name, { args }]) => ('p_request_id' in args.shape ? [name] : [])),
).add('siso_github_act');

/** Whether there may be something to do for a worker after a call of this function. */
export function mayMakeWork(name: string): boolean {
  return WRITES.has(name) && !QUIET.has(name);
}
