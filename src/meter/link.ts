import { getCompileCacheDir } from 'node:module';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { type MeterCommand, type MeterConfig, type MeterReport, meterReportSchema } from '../contracts/meter.ts';
import { programFile } from '../host/package.ts';

const ENTRY = programFile('meter/process');

/** The line to the meter's process: commands down its stdin, reports up its stdout. */
export class Link {
  readonly #child;
  /** Resolves when the process is gone, with what it said last. */
  readonly gone: Promise<string>;

  /** Called with each report; set before the configuration goes out. */
  onReport: (report: MeterReport) => void = () => undefined;

  /** Nothing of our environment is passed on, and the key travels over the pipe only. */
  constructor() {
    this.#child = execa(process.execPath, [ENTRY], {
      env: compileCache(),
      extendEnv: false,
      stdin: 'pipe',
      buffer: { stdout: false, stderr: true },
      reject: false,
      // A signal to the terminal's process group is the parent's to handle; the meter sees the parent's end on stdin.
      detached: true,
      cleanup: false,
    });
    this.#child.stdin.on('error', () => undefined);
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const report = reportOf(line);
      if (report) this.onReport(report);
    });
    this.gone = this.#child.then(({ stderr, shortMessage }) => stderr || shortMessage || 'it exited');
  }

  /** The first line; the meter opens its port then. */
  configure(config: MeterConfig): void {
    this.#write(config);
  }

  /** Ends a meter that was never configured. */
  dismiss(): void {
    this.#child.stdin.end();
  }

  send(command: MeterCommand): void {
    this.#write(command);
  }

  #write(line: MeterConfig | MeterCommand): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(`${JSON.stringify(line)}\n`);
  }
}

/** `undefined` for what is no report, such as the torn last line of a process that was killed. */
function reportOf(line: string): MeterReport | undefined {
  try {
    return meterReportSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Starting takes half the time with the compiled code that our own process keeps. */
function compileCache(): Record<string, string> {
  const directory = getCompileCacheDir();
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory };
}
