import type { Verb } from '../grammar/index.ts';
import { approve, deny } from './approve.ts';
import { chain } from './chain.ts';
import type { Handler } from './context.ts';
import { cancel, grant, pause, resume, retry } from './control.ts';
import { budget, explain, help, limits, queue, status, usage, version } from './read.ts';
import { submit } from './submit.ts';

/** Carries out what the grammar has read, one file a group of verbs. */

export { groupOf, leastRole, maySay } from './allowed.ts';
export type { Carried, CommandContext } from './context.ts';

export const HANDLERS: Record<Verb, Handler> = {
  run: submit,
  fix: submit,
  test: submit,
  review: submit,
  docs: submit,
  refactor: submit,
  deploy: submit,
  analyze: submit,
  plan: submit,
  ...{ chain, status, queue, usage, budget, limits, cancel, retry, approve, deny, pause, resume, explain, grant },
  ...{ help, version },
};
