import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import { AutomationError } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { redact } from '../domain/redact.ts';

/** The log of the job, which the runner reads for commands: whatever an agent or a stranger has said goes through here. */

const MARK = '│ ';

/** Runs `work` while the runner takes no commands from the log. The token is random, so that no text can turn them on again. */
export async function withoutCommands<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const token = randomUUID();
  console.log(`::stop-commands::${token}`);
  waiting = [];
  try {
    return await work();
  } finally {
    console.log(`::${token}::`);
    const told = waiting;
    waiting = undefined;
    for (const tell of told) tell();
  }
}

/** Annotations that were made meanwhile, which the runner would not take. */
let waiting: (() => void)[] | undefined;

/** One line of somebody else's text. The mark keeps it from being a command, also where commands are taken. */
export function say(text: string): void {
  for (const line of redact(text).split(/\r\n|[\r\n\u2028\u2029]/)) {
    console.log(`${MARK}${printable(line).replaceAll('##[', '# #[')}`);
  }
}

/** Hides a value in everything the runner shows from now on. */
export function mask(secret: string | undefined): void {
  if (secret === undefined) return;
  // The runner masks line by line.
  for (const line of secret.split(/\r?\n/).filter((each) => each.trim().length >= 4)) core.setSecret(line);
}

const TELL = { error: core.error, warning: core.warning, notice: core.notice };

/** What a person has to act on, beside the log. */
export function annotate(level: 'error' | 'warning' | 'notice', message: string, hint?: string): void {
  const text = [message, hint].filter((part) => part !== undefined && part !== '').join(' ');
  const tell = () => TELL[level](printable(redact(text)), { title: 'SISO Automation' });
  if (waiting === undefined) tell();
  else waiting.push(tell);
}

/** What happened and what to do next, for a sentence that begins elsewhere. */
export function saidOf(error: unknown): string {
  if (!(error instanceof AutomationError)) return error instanceof Error ? error.message : String(error);
  const { message, hint } = error;
  return hint === undefined ? message : `${message.replace(/[.\s]*$/, '')}. ${hint}`;
}

export function annotateFault(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof AutomationError ? error.hint : 'This is a fault in siso; please report it.';
  annotate('error', `${message.replace(/[.\s]*$/, '')}.`, hint);
}
