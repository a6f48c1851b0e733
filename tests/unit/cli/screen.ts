import { styleText } from 'node:util';
import type { Screen } from '../../../src/cli/display/screen.ts';

const paint = (style: 'red' | 'green' | 'yellow' | 'cyan' | 'bold' | 'dim') => (text: string) =>
  styleText(style, text, { validateStream: false });
const plain = (text: string) => text;

/** Somebody in Berlin, at noon of 24 November 2026; without colours unless asked for. */
export function aScreen({ width, coloured = false }: { width: number | undefined; coloured?: boolean }): Screen {
  const of = coloured ? paint : () => plain;
  return {
    width,
    zone: 'Europe/Berlin',
    now: new Date('2026-11-24T11:00:00Z'),
    colors: {
      ...{ red: of('red'), green: of('green'), yellow: of('yellow') },
      ...{ cyan: of('cyan'), bold: of('bold'), dim: of('dim') },
    },
  };
}
