import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { DAY } from '../support/ledger.ts';
import { expireOverdue, heartbeat, release, resize, settle, start } from './attempts.ts';
import { answer, type Call, error, type Prediction } from './calls.ts';
import { grant, recordUsage, setBudget, setLimits, setMember, setSetting } from './changes.ts';
import { status } from './status.ts';
import { admit, admitTask, cancel, check, checkLimits, retry, submit } from './tasks.ts';
import { World } from './world.ts';

/** A call that the ledger has answered. */
export interface Told {
  at: number;
  call: Call;
  answer: object;
}

/** The ledger as it ought to be: told each call, it says what must be answered and moves on as the ledger must. */
export class LedgerModel {
  readonly world: World;
  /** Every call that had an answer, by request id. */
  readonly #answered = new Map<string, { name: string; answer: object; at: number }>();

  /** What was sent, in its order. */
  readonly sent: Call[] = [];
  /** The last request that was promised a moment, and the moment. */
  promise: { task: Submission; at: number } | null = null;
  /** What happened, in words. */
  readonly story: string[] = [];
  #requests = 0;

  constructor(now: number) {
    this.world = new World(now);
  }

  /** What happened before the first step. */
  standOn(told: Told[]): void {
    const { now } = this.world;
    for (const { at, call, answer } of told) {
      this.world.now = at;
      const prediction = act(this.world, call);
      if ('oneOf' in prediction) prediction.learn?.(answer);
    }
    this.world.now = now;
  }

  tell(words: string): void {
    this.story.push(`${new Date(this.world.now).toISOString()}  ${words}`);
  }

  newRequestId(): string {
    this.#requests += 1;
    return `00000000-0000-4000-8000-${String(this.#requests).padStart(12, '0')}`;
  }

  expect(call: Call): Prediction {
    this.sent.push(call);
    const first = this.#first(call);
    if (first === undefined) return this.#remembered(call, act(this.world, call));
    return first.name === call.name ? { exactly: first.answer } : error('SI409');
  }

  /** What was answered to this request id within the last 24 hours. */
  #first(call: Call) {
    const seen = 'p_request_id' in call.args ? this.#answered.get(call.args.p_request_id) : undefined;
    return seen === undefined || seen.at <= this.world.now - DAY ? undefined : seen;
  }

  #remembered(call: Call, prediction: Prediction): Prediction {
    if (!('oneOf' in prediction)) return prediction;
    const { name, args } = call;
    const at = this.world.now;
    const learn = (told: { promised?: boolean; retryAt?: string }) => {
      prediction.learn?.(told);
      if (told.promised === true && 'p_task' in args && args.p_task !== null)
        this.promise = { task: args.p_task, at: Date.parse(told.retryAt ?? '') };
      if ('p_request_id' in args) this.#answered.set(args.p_request_id, { name, answer: told, at });
    };
    return { ...prediction, learn };
  }
}

function act(world: World, { name, args }: Call): Prediction {
  switch (name) {
    case 'siso_admit':
      return admit(world, args);
    case 'siso_status':
      return status(world);
    case 'siso_check':
      return check(world, args);
    case 'siso_check_limits':
      return checkLimits(world, args);
    case 'siso_submit':
      return submit(world, args);
    case 'siso_admit_task':
      return admitTask(world, args);
    case 'siso_start':
      return start(world, args);
    case 'siso_heartbeat':
      return heartbeat(world, args);
    case 'siso_resize':
      return resize(world, args);
    case 'siso_settle':
      return settle(world, args);
    case 'siso_release':
      return release(world, args);
    case 'siso_expire':
      return answer({ expired: expireOverdue(world) });
    case 'siso_cancel':
      return cancel(world, args);
    case 'siso_retry':
      return retry(world, args);
    default:
      return change(world, { name, args } as Call);
  }
}

function change(world: World, { name, args }: Call): Prediction {
  switch (name) {
    case 'siso_set_limits':
      return setLimits(world, args);
    case 'siso_set_budget':
      return setBudget(world, args);
    case 'siso_grant':
      return grant(world, args);
    case 'siso_set_setting':
      return setSetting(world, args);
    case 'siso_set_member':
      return setMember(world, args);
    case 'siso_record_usage':
      return recordUsage(world, args);
    default:
      throw new Error(`The model does not know ${name}`);
  }
}
