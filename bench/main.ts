// npm run -s bench -- NAME [--quick] [--json]
import { parseArgs } from 'node:util';
import { benchAction } from './action.ts';
import { benchBot } from './bot.ts';
import { benchLedger } from './ledger.ts';
import { benchQueue } from './queue.ts';
import { benchRun } from './run.ts';
import { benchSize } from './size.ts';

/** Answers its figures by the names given in docs/benchmarks.md. `quick` ends within 45 s. */
type Benchmark = (options: { quick: boolean; note(line: string): void }) => Promise<Record<string, unknown>>;

const BENCHMARKS = new Map<string, Benchmark>([
  ['action', benchAction],
  ['bot', benchBot],
  ['ledger', benchLedger],
  ['queue', benchQueue],
  ['run', benchRun],
  ['size', benchSize],
]);

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = ''] = positionals;
const benchmark = BENCHMARKS.get(name);
if (!benchmark) {
  console.error(`There is no benchmark "${name}". There are: ${[...BENCHMARKS.keys()].join(', ')}.`);
  process.exit(2);
}
const figures = await benchmark({ quick: values.quick, note: (line) => values.json || console.error(line) });
if (values.json) console.log(JSON.stringify(figures));
else console.table(flat(figures));
process.exit(0);

/** Figures within figures by their path, for people. */
function flat(figures: object, before = ''): Record<string, unknown> {
  const rows = Object.entries(figures).map(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value)
      ? flat(value, `${before}${name} `)
      : { [`${before}${name}`]: value },
  );
  return Object.assign({}, ...rows);
}
