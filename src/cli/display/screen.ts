import { colors, type Palette } from './colors.ts';

/** Where text will be read. */
export interface Screen {
  /** Cells of a line; `undefined` where nobody's terminal cuts it, and everything is shown in full. */
  width: number | undefined;
  /** The reader's zone, an IANA name. */
  zone: string;
  now: Date;
  colors: Palette;
}

/** What standard output is. */
export function standardScreen(): Screen {
  return {
    width: process.stdout.isTTY ? process.stdout.columns || 80 : undefined,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: new Date(),
    colors,
  };
}
