import type { Socket } from 'node:net';
import { z } from 'zod';
import { LEDGER_FUNCTIONS } from '../../contracts/ledger/functions.ts';
import { AutomationError, ERROR_CODES } from '../../domain/errors.ts';

/** Newline-delimited JSON between the owner of a ledger and its clients. First the owner's greeting, then calls. */
export const LINE_LIMIT = 8 * 1024 * 1024;

/** `keeper`: the owner has nothing of its own to do with the ledger and leaves when it is asked to. */
export const greetingSchema = LEDGER_FUNCTIONS.siso_schema.result.extend({
  keeper: z.boolean().default(false),
  build: z.string().default(''),
  /** Whether this owner binds calls to the runner key that they carry. */
  bindsRunners: z.boolean().default(false),
});
export type Greeting = z.infer<typeof greetingSchema>;

export const requestSchema = z.union([
  z.object({
    id: z.int(),
    call: z.string(),
    args: z.record(z.string(), z.unknown()),
    runnerKey: z.string().optional(),
  }),
  z.object({ retire: z.literal(true) }),
]);

const faultSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
  retryable: z.boolean(),
});

export const replySchema = z.union([
  /** `answer` is the ledger's JSON as text, so that the owner need not parse what it passes on. */
  z.object({ id: z.int(), answer: z.string() }),
  z.object({ id: z.int(), error: faultSchema }),
]);

export function faultOf({ code, message, hint, retryable }: AutomationError): z.infer<typeof faultSchema> {
  return { code, message, hint, retryable };
}

export function errorOf({ code, message, hint, retryable }: z.infer<typeof faultSchema>): AutomationError {
  return new AutomationError(code, message, { retryable, ...(hint === undefined ? {} : { hint }) });
}

/** Calls `onLine` for every complete line; a line beyond `limit` characters ends the connection. */
export function readLines(socket: Socket, limit: number, onLine: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const pieces = chunk.split('\n');
    for (const piece of pieces.slice(0, -1)) {
      const line = rest + piece;
      rest = '';
      if (line.length > limit) socket.destroy();
      if (socket.destroyed) return;
      onLine(line);
    }
    rest += pieces.at(-1) ?? '';
    if (rest.length > limit) socket.destroy();
  });
}
