import type { RunProgress } from '../../contracts/ledger/reports.ts';
import { count, inline, money } from './format.ts';

/** What a run does, in one line: stage or turn, tool or last line, tokens, money. */
export function runLine({ stage, turns, tool, line, usedMicros, usedTokens }: RunProgress): string {
  const step = turns === undefined ? stage : `turn ${count(turns)}`;
  const parts = [step, tool ?? line, `${count(usedTokens)} tokens`, money(usedMicros)];
  return parts.flatMap((part) => (part === undefined ? [] : [inline(part)])).join(' · ');
}
