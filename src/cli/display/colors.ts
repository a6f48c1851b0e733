import { styleText } from 'node:util';

type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'bold' | 'dim';
export type Palette = Record<Style, (text: string) => string>;

/** Colours for one stream: none when it is no terminal, or `NO_COLOR` says so. */
function palette(stream: NodeJS.WriteStream): Palette {
  const paint = (style: Style) => (text: string) => styleText(style, text, { stream });
  return {
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
    bold: paint('bold'),
    dim: paint('dim'),
  };
}

/** For what goes to standard output. */
export const colors = palette(process.stdout);
/** For what goes to standard error. */
export const noteColors = palette(process.stderr);
