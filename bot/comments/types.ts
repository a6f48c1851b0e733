import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import type { Micros } from '../../src/domain/money.ts';
import type { TaskState } from '../../src/domain/tasks.ts';

/** What is said of one task in its thread. */
export interface Section {
  task: TaskRecord;
  /** Where it stands while it waits. */
  explanation?: WaitingPlace | undefined;
  quote?: Quote | undefined;
  runUrl?: string | undefined;
  /** Login. */
  requestedBy: string;
  commandUrl: string;
  /** Of the budget of the day that is narrowest for it. */
  dayLeftMicros?: Micros | undefined;
  dayCapMicros?: Micros | undefined;
  chain?: Chain | undefined;
  /** What it needs before it may wait for its turn. */
  approval?: Approval | undefined;
}

export interface WaitingPlace {
  position: number | null;
  waiting: number;
  waitsFor: Waits | null;
  startsAt: string | null;
  promised: boolean;
  aheadInFlow: number;
}

export interface Waits {
  reason: string;
  limit?: string | undefined;
  used?: number | undefined;
  max?: number | undefined;
}

export interface Chain {
  id: string;
  steps: { name: string; state: TaskState; costMicros: Micros }[];
}

/** What tasks like it have cost. */
export interface Quote {
  p50Micros: Micros | null;
  p90Micros: Micros | null;
  /** How many tasks it is made of; 0 is a guess. */
  alike: number;
  capMicros: Micros;
}

export interface Approval {
  why: 'cost' | 'fork' | 'policy';
  /** Full commit of the head. */
  sha?: string | undefined;
  /** Least role of whoever approves. */
  by: 'write' | 'maintain';
}

/** What is said once above the tasks. `body` is Markdown made by the renderers here. */
export interface Notice {
  kind: 'answer' | 'problem';
  title: string;
  body: string;
  forCommentUrl?: string | undefined;
}

export interface Thread {
  /** The HTML comment by which the thread's comment is found again; holds ids only. */
  marker: string;
  /** Oldest first. */
  sections: Section[];
  /** Oldest first. */
  notices: Notice[];
  rehearsal: boolean;
}

export interface VerbHelp {
  verb: string;
  usage: string;
  says: string;
}

/** What was wrong with a command. */
export interface Problem {
  message: string;
  hint?: string | undefined;
  /** The line as it was written. */
  line?: string | undefined;
}
