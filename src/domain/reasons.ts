/**
 * Why something was decided or how it ended. SQL, outputs, comments and screens use this one list.
 * The first group defers (waiting helps), the second refuses (waiting does not), the third ends a run.
 */
export const DEFER_REASONS = [
  'window_full',
  'no_slot',
  'budget_held',
  'budget_used',
  'provider_gate',
  'paused',
] as const;
export const REFUSE_REASONS = ['never_fits', 'forbidden', 'price_unknown', 'bad_input', 'lease_lost'] as const;
export const END_REASONS = [
  'completed',
  'hold_reached',
  'token_hold_reached',
  'agent_failed',
  'api_failed',
  'max_turns',
  'timed_out',
  'interrupted',
  'cancelled',
  'released',
  'lease_lost',
  'crashed',
  'start_failed',
] as const;
export const REASONS = [...new Set(['ok', ...DEFER_REASONS, ...REFUSE_REASONS, ...END_REASONS] as const)];

export type EndReason = (typeof END_REASONS)[number];
