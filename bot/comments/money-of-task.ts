import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import type { Micros } from '../../src/domain/money.ts';
import { count, money } from './figures.ts';
import { table } from './markdown.ts';
import type { Section } from './types.ts';
import { costWord } from './words.ts';

/** The most that a task may cost; undefined where only the ledger's budgets say. */
export function capOf({ task, quote }: Pick<Section, 'task' | 'quote'>): Micros | undefined {
  if (task.budgetMicros !== null) return task.budgetMicros;
  if (quote !== undefined) return quote.capMicros;
  // Each attempt has a hold of its own, and this is the last one's.
  if (task.state === 'running') return task.costMicros + task.holdMicros;
  return task.attempt <= 1 && task.holdMicros > 0 ? task.holdMicros : undefined;
}

/** `$0.42 of $2.00, measured`. */
export function costText(section: Pick<Section, 'task' | 'quote'>): string {
  const { task } = section;
  const cap = capOf(section);
  const ofCap = cap === undefined ? '' : ` of ${money(cap)}`;
  if (task.state !== 'running') return `${money(task.costMicros)}${ofCap}${costWord(task.costSource)}`;
  const used = task.costMicros + (task.progress?.usedMicros ?? 0);
  return `${money(used)}${ofCap} so far, measured`;
}

/** Cost, tokens, and what is left of the day, side by side. */
export function figuresTable(section: Section): string {
  const left = leftText(section);
  const cells: [string, string][] = [
    ['Cost', costText(section)],
    ['Tokens', tokensText(section.task)],
    ...(left === undefined ? [] : [['Budget left today', left] satisfies [string, string]]),
  ];
  return table(
    cells.map(([title]) => title),
    [cells.map(([, value]) => value)],
  );
}

/** `$3.20 of $10.00`. */
export function leftText({ dayLeftMicros, dayCapMicros }: Section): string | undefined {
  if (dayLeftMicros === undefined) return undefined;
  return `${money(dayLeftMicros)}${dayCapMicros === undefined ? '' : ` of ${money(dayCapMicros)}`}`;
}

function tokensText({ state, tokens, progress }: TaskRecord): string {
  if (state === 'running') return progress === null ? 'none yet' : `${count(progress.usedTokens)} so far`;
  const written = tokens.cacheWrite5m + tokens.cacheWrite1h;
  const cache =
    tokens.cacheRead + written === 0 ? '' : `; cache: ${count(tokens.cacheRead)} read, ${count(written)} written`;
  return `${count(tokens.counted)} counted: ${count(tokens.input)} in, ${count(tokens.output)} out${cache}`;
}
