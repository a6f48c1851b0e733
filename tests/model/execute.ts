import { isDeepStrictEqual } from 'node:util';
import type { LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import type { TestLedger } from '../support/ledger.ts';
import type { Call, Prediction } from './calls.ts';
import { differences } from './ledger-state.ts';
import type { LedgerModel } from './model.ts';
import { answerInWords, inWords } from './tell.ts';

/** Does one call in the ledger and in the model. Throws where the two do not agree. */
export async function execute(ledger: TestLedger, model: LedgerModel, call: Call): Promise<void> {
  const said = await send(ledger, call);
  model.tell(
    `${inWords(model, call)} → ${'error' in said ? `${said.error} ${said.message}` : answerInWords(said.answer)}`,
  );
  const wrong = disagreements(said, model.expect(call));
  if (wrong.length === 0) wrong.push(...(await differences(ledger, model.world)));
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

type Said = { answer: object } | { error: string; message: string };

async function send(ledger: TestLedger, call: Call): Promise<Said> {
  try {
    return { answer: await perform(ledger, call) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { error: code ?? 'none', message };
  }
}

function perform<Name extends LedgerFunction>(ledger: TestLedger, { name, args }: Call & { name: Name }) {
  return ledger.call(name as Name, args as never) as Promise<LedgerResult<Name>>;
}

function disagreements(said: Said, expected: Prediction): string[] {
  if ('error' in said || 'error' in expected) {
    const code = 'error' in expected ? expected.error : 'no error';
    return 'error' in said && said.error === code ? [] : [`answered ${JSON.stringify(said)}, the model says ${code}`];
  }
  if ('exactly' in expected) {
    const first = JSON.stringify(expected.exactly);
    return isDeepStrictEqual(said.answer, expected.exactly)
      ? []
      : [`answered ${JSON.stringify(said.answer)}, but first ${first}`];
  }
  const [wrong = [], ...others] = expected.oneOf.map((one) => unlike(said.answer, one, ''));
  if (wrong.length > 0 && !others.some((differences) => differences.length === 0)) return wrong;
  expected.learn?.(said.answer);
  return [];
}

/** Where an answer is not what was expected of it; only the fields that are named count. */
function unlike(answer: unknown, expected: unknown, path: string): string[] {
  const said = (value: unknown) => (value instanceof Date ? value.toISOString() : JSON.stringify(value));
  if (Array.isArray(expected) && Array.isArray(answer) && answer.length !== expected.length)
    return [`${path} are ${answer.length}, the model says ${expected.length}`];
  if (expected instanceof Date) {
    if (typeof answer === 'string' && Date.parse(answer) === expected.getTime()) return [];
  } else if (typeof expected === 'object' && expected !== null) {
    const fields = Object(answer) as Record<string, unknown>;
    return Object.entries(expected).flatMap(([key, value]) =>
      unlike(fields[key], value, path === '' ? key : `${path}.${key}`),
    );
  } else if (isDeepStrictEqual(answer, expected)) return [];
  return [`${path} is ${said(answer)}, the model says ${said(expected)}`];
}
