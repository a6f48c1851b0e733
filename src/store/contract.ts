import type { z } from 'zod';
import {
  LEDGER_FUNCTIONS,
  LEDGER_SCHEMA_VERSION,
  type LedgerArguments,
  type LedgerFunction,
  type LedgerResult,
} from '../contracts/ledger/functions.ts';
import { AutomationError } from '../domain/errors.ts';

/** Arguments as they travel: plain JSON by name. */
export type NamedArguments = Record<string, unknown>;

type Contracts = { [Name in LedgerFunction]: { args: z.ZodObject; result: z.ZodType<LedgerResult<Name>> } };
const CONTRACTS: Contracts = LEDGER_FUNCTIONS;

/** Arguments held against their contract. Throws `usage` for an unknown function or a wrong argument. */
export function checkArguments<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): NamedArguments {
  demandFunction(name);
  const checked = CONTRACTS[name].args.safeParse(args);
  if (checked.success) return checked.data;
  throw new AutomationError('usage', `${name} was called with wrong arguments: ${issues(checked.error)}`, {
    hint: 'Correct the named field.',
    cause: checked.error,
  });
}

/** The ledger's answer as JSON text, parsed. Throws `internal` when it is not what the contract says. */
export function parseAnswer<Name extends LedgerFunction>(name: Name, json: string): LedgerResult<Name> {
  return checkAnswer(name, JSON.parse(json));
}

/** The ledger's answer held against its contract. Throws `internal` when it is not what that says. */
export function checkAnswer<Name extends LedgerFunction>(name: Name, answer: unknown): LedgerResult<Name> {
  const parsed = CONTRACTS[name].result.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new AutomationError('internal', `${name} gave an unexpected answer: ${issues(parsed.error)}`, {
    hint: 'Another version of siso may have written this ledger: use the same version everywhere, else report this.',
    cause: parsed.error,
  });
}

/** Names become SQL text, so only those of the contract may pass. Throws `usage`. */
export function demandNames(name: string, args: NamedArguments): asserts name is LedgerFunction {
  demandFunction(name);
  const known = CONTRACTS[name].args.shape;
  const stranger = Object.keys(args).find((argument) => !Object.hasOwn(known, argument));
  if (stranger === undefined) return;
  throw new AutomationError('usage', `${name} has no argument ${stranger}`, { hint: SAME_VERSION });
}

function demandFunction(name: string): asserts name is LedgerFunction {
  if (Object.hasOwn(LEDGER_FUNCTIONS, name)) return;
  throw new AutomationError('usage', `The ledger has no function ${name}`, { hint: SAME_VERSION });
}

const SAME_VERSION = 'Run the same version of siso in every process that uses this ledger.';

/** Throws `ledger_newer` when the ledger's schema has left this version behind. */
export function demandSchema({ minClient }: LedgerResult<'siso_schema'>): void {
  if (minClient <= LEDGER_SCHEMA_VERSION) return;
  const message = `This ledger needs schema ${minClient} or newer; this siso knows schema ${LEDGER_SCHEMA_VERSION}`;
  throw new AutomationError('ledger_newer', message, { hint: 'Update siso to the version that last opened it.' });
}

function issues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'value'}: ${message}`).join('; ');
}
