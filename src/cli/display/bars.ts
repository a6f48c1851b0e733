/** Pictures of figures. All pure. */

const CELLS = 10;

/** Ten cells; anything above nothing shows, and only what is full is full. */
export function bar(share: number, cells = CELLS): string {
  const full = share >= 1 ? cells : Math.min(cells - 1, Math.max(share > 0 ? 1 : 0, Math.round(share * cells)));
  return '█'.repeat(full) + '░'.repeat(cells - full);
}

const STEPS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One character a value, the highest the tallest; nothing is a dot. Long series are summed into at most `width` characters. */
export function sparkline(values: number[], width: number): string {
  const sums = grouped(values, width);
  const most = Math.max(...sums, 0);
  return sums
    .map((value) => (value <= 0 ? '·' : (STEPS[Math.min(7, Math.ceil((value / most) * 8) - 1)] ?? '█')))
    .join('');
}

function grouped(values: number[], width: number): number[] {
  const size = Math.max(1, Math.ceil(values.length / Math.max(1, width)));
  const groups: number[] = [];
  for (let at = 0; at < values.length; at += size)
    groups.push(values.slice(at, at + size).reduce((sum, value) => sum + value, 0));
  return groups;
}
