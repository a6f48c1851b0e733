import type { Call } from './calls.ts';
import type { LedgerModel } from './model.ts';

/** A call as a person would say it. */
export function inWords({ world }: LedgerModel, { name, args }: Call): string {
  const what = name.slice('siso_'.length).replaceAll('_', ' ');
  const attempt =
    'p_lease_token' in args ? world.attempts.find(({ leaseToken }) => leaseToken === args.p_lease_token) : undefined;
  const whose = attempt === undefined ? '' : ` of attempt ${attempt.number} of ${attempt.task.id}`;
  const said = Object.entries(args).flatMap(([key, value]) => {
    if (key === 'p_lease_token') return [];
    if (key === 'p_request_id') return [`request ${Number(String(value).slice(-12))}`];
    return [`${key.slice('p_'.length)} ${plain(value)}`];
  });
  return `${what}${whose}: ${said.join(', ')}`;
}

const LONG = 500;

/** An answer as a person would say it. */
export function answerInWords(answer: object): string {
  const { hold, ...rest } = answer as { hold?: object };
  const text = plain({ ...rest, ...hold }, []).replace(/^\{|\}$/g, '');
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** Without quotes, and without what every request has alike. */
function plain(value: unknown, nothing: unknown[] = [0, false]): string {
  const dull = new Set(['name', 'id', 'prompt', 'tools', 'leaseToken', 'prices', 'hint', 'before', 'updated_at']);
  const text = JSON.stringify(value, (key, of) => (dull.has(key) || nothing.includes(of) ? undefined : of));
  return (text ?? String(value)).replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ' ');
}
