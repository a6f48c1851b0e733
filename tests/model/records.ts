import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import type { ModelPrice } from '../../src/domain/prices.ts';
import type { Category, TaskState } from '../../src/domain/tasks.ts';

export const WINDOW_NAMES = ['minute', 'hour', 'day'] as const;
export type WindowName = (typeof WINDOW_NAMES)[number];

/** A limit row: a category's, or only of one of its repositories. Null does not limit. */
export interface LimitRow extends Record<WindowName, number | null> {
  category: Category;
  repo: string | null;
  requests: number | null;
  concurrent: number | null;
  maxHold: number | null;
}

export interface Budget {
  scope: 'global' | 'org' | 'repo' | 'category' | 'actor' | 'label';
  value: string;
  dailyMicros: number | null;
  monthlyMicros: number | null;
  dailyTokens: number | null;
  buffer: number;
  zone: string;
  /** When it was made, and the zones it had before. */
  since: number;
  zonesBefore: { zone: string; until: number }[];
  grants: { unit: 'usd' | 'tokens'; amount: number; until: number }[];
}

/** Whose usage something is: what decides which budgets it belongs to. */
export interface Owner {
  actor?: string | undefined;
  category?: string | undefined;
  repo?: string | undefined;
  org?: string | undefined;
  labels?: Record<string, string> | undefined;
}

/** What was booked at one moment, as one line of a notebook. */
export interface Entry {
  owner: Owner;
  at: number;
  micros: number;
  counted: number;
}

export interface Task {
  id: string;
  request: Submission;
  state: TaskState;
  reason: string | null;
  direct: boolean;
  attempt: number;
  holdMicros: number;
  /** Runners that were lost in a row. */
  leaseLosses: number;
  cancelRequested: boolean;
  finishedAt: number | null;
}

/** The tokens of the emergency buffer that one day has; moves with the day when the zone does. */
export interface Pool {
  start: number;
  end: number;
}

export interface Attempt {
  task: Task;
  owner: Owner;
  model: string;
  number: number;
  at: number;
  estimate: number;
  tokenHold: number;
  amount: number;
  tokens: number;
  draw: { windows: number; budgets: number; pool: Pool } | null;
  /** What it was charged under. */
  windows: { row: LimitRow; window: WindowName; limit: number | null }[];
  state: 'active' | 'settled' | 'expired';
  started: boolean;
  leaseEnd: number;
  usedMicros: number;
  usedTokens: number;
  /** What it has booked; null as long as only its estimate counts. */
  booked: { micros: number; counted: number; estimated: boolean } | null;
  requests: number;
  /** What its first settlement was told. */
  answer: unknown;
  /** Told by the ledger. */
  leaseToken: string;
  price: ModelPrice | null;
  /** Its process is gone: nobody goes on with it, but somebody may find out later what it used. */
  dead: boolean;
}

export interface Charge {
  row: LimitRow;
  window: WindowName;
  at: number;
  tokens: number;
  requests: number;
}
