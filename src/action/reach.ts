import { readPlace, type StepContext } from './context.ts';

/** How far the limits of the embedded ledger reach, in a sentence; `undefined` where a shared one is configured. */
export async function reachOf(context: StepContext): Promise<string | undefined> {
  // Whatever is wrong with the configuration has been told by then.
  const place = await readPlace(context).catch(() => undefined);
  if (place === undefined || place.surroundings.settings.supabaseUrl !== undefined) return undefined;
  const whole = context.env.RUNNER_ENVIRONMENT === 'self-hosted' ? OF_MACHINE : OF_JOB;
  return `${whole} Set SUPABASE_URL and its keys for limits across all jobs.`;
}

const OF_JOB =
  'Without a shared ledger the cap of a run holds, and budgets and limits reach no further than this job: the next one starts from nothing.';
const OF_MACHINE =
  'Without a shared ledger the cap of a run holds, and budgets and limits reach over the jobs of this runner only.';
