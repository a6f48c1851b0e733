/** A ledger that is wrong in one place: one function of it is written anew, with one change. */
export interface Mutant {
  /** What it does wrong. */
  name: string;
  function: string;
  /** Text of the function, and what stands there instead; all places at once. */
  from: string;
  to: string;
}

export const MUTANTS: Mutant[] = [
  {
    name: 'what a run did not use stays in its windows',
    function: 'siso.book',
    from: 'perform siso.move_charges(p_hold.charges, v_charges);',
    to: '',
  },
  {
    name: 'a hold stays in its budgets when its run is over',
    function: 'siso.book',
    from: 'when v_was_active then',
    to: 'when false then',
  },
  {
    name: 'the estimate is charged twice',
    function: 'siso.charge',
    from: "(c ->> 'tokens')::bigint",
    to: "2 * (c ->> 'tokens')::bigint",
  },
  {
    name: 'a late settlement books beside what was guessed',
    function: 'siso.write_entries',
    from: 'from public.token_usage_history where hold_id = p_hold.id;',
    to: 'from public.token_usage_history where false;',
  },
  {
    name: 'what counts for 61 seconds counts for 60',
    function: 'siso.windows_of',
    from: 'u.bucket_start > p_now - (k.span + k.bucket)',
    to: 'u.bucket_start > p_now - k.span',
  },
  {
    name: 'a window is said to open a bucket too early',
    function: 'siso.window_opens',
    from: 'select bucket_start + p_age from',
    to: "select bucket_start + p_age - interval '1 second' from",
  },
  {
    name: 'a cap does not see what is held',
    function: 'siso.budgets_of',
    from: 'n.spent + n.held + n.amount - k.cap',
    to: 'n.spent + n.amount - k.cap',
  },
  {
    name: 'a lease lives a millisecond too long',
    function: 'siso.expire_overdue',
    from: 'lease_expires_at <= p_now',
    to: "lease_expires_at <= p_now - interval '1 millisecond'",
  },
  {
    name: 'a lost run that had started costs nothing',
    function: 'siso.expire_hold',
    from: 'p_hold.started_at is not null',
    to: 'false',
  },
  {
    name: 'a day ends where that of the server does',
    function: 'siso.period_start',
    from: 'siso.midnight(p_zone, date_trunc(p_kind, p_at at time zone p_zone))',
    to: "siso.midnight('UTC', date_trunc(p_kind, p_at at time zone 'UTC'))",
  },
  {
    name: 'a midnight that comes twice counts the second time',
    function: 'siso.midnight',
    from: "p_local at time zone p_zone - interval '1 hour' else",
    to: 'p_local at time zone p_zone else',
  },
  {
    name: 'a later attempt may hold the whole cap again',
    function: 'siso.evaluate_turn',
    from: "(p_request ->> 'budgetMicros')::bigint - t.cost_micros",
    to: "(p_request ->> 'budgetMicros')::bigint",
  },
  {
    name: 'a repeated request is done again',
    function: 'siso.replay',
    from: 'return v_seen.answer;',
    to: 'delete from public.request_log where request_id = p_request_id; return null;',
  },
  {
    name: 'a grant never ends',
    function: 'siso.caps_of',
    from: 'and g.expires_at > p_now',
    to: '',
  },
  {
    name: 'what a run did not use of the buffer is not given back',
    function: 'siso.book',
    from: "then (v_delta ->> 'counted')::bigint\n        else v_buffer",
    to: "then (v_delta ->> 'counted')::bigint\n        else (p ->> 'amount')::bigint",
  },
  {
    name: 'a released task uses an attempt',
    function: 'siso.requeue',
    from: 'attempt = attempt - 1',
    to: 'attempt = attempt',
  },
  {
    name: 'a run that was taken for one that never started is no request',
    function: 'siso.recharge',
    from: "c ->> 'window' = 'minute' then 1",
    to: "c ->> 'window' = 'minute' then (c ->> 'requests')::int",
  },
  {
    name: 'a hold is learned from the dearest task alike, not from nine of ten',
    function: 'siso.history_alike',
    from: 'percentile_disc(0.9)',
    to: 'percentile_disc(1.0)',
  },
  {
    name: 'a run that nobody counted, and nobody said the cost of, costs nothing',
    function: 'siso.settle_hold',
    from: 'v_entries := siso.whole_hold(p_hold);',
    to: "v_entries := '[]';",
  },
  {
    name: 'a lease lasts 90 seconds, however long it was asked for',
    function: 'public.siso_start',
    from: 'make_interval(secs => p_lease_seconds)',
    to: "interval '90 seconds'",
  },
  {
    name: 'a lost runner that had not begun uses an attempt',
    function: 'siso.expire_hold',
    from: '"unused": true',
    to: '"unused": false',
  },
];
