import type { LentDelivery } from '../../contracts/ledger/webhooks.ts';
import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';

type Event = LentDelivery['event'];

/** One sentence that says what happened; nothing in it can be a link, a mention or formatting. */
export function slackSentence({ kind, subject, data }: Event): string {
  const [family = '', word = ''] = kind.split('.');
  const what = `${subject === '' ? family : `${family} ${subject}`}: ${word.replaceAll('_', ' ')}`;
  const facts = [...FACTS].flatMap(([name, say]) => (data[name] === undefined ? [] : [say(data[name])]));
  return neutral(`siso ${what}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`);
}

const FACTS = new Map<string, (value: unknown) => string>([
  ['threshold', (value) => `${String(value)} %`],
  ['period', (value) => `of the ${String(value)}`],
  ['unit', (value) => String(value)],
  ['reason', (value) => String(value).replaceAll('_', ' ')],
  ['costMicros', (value) => formatUsd(Number(value))],
  ['repo', (value) => String(value)],
  ['branch', (value) => `branch ${String(value)}`],
  ['actor', (value) => `by ${String(value)}`],
]);

/** Signs to which Slack, or what understands the same, gives a meaning lose it. */
function neutral(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b')
    .replaceAll('://', ':\u200b//')
    .replace(/[*~`[\]]/g, "'")
    .slice(0, 500);
}
