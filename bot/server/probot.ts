import type { ApplicationFunction } from 'probot';
import type { Delivery } from '../intake/item.ts';

/** Everything that the bot asks of GitHub goes through `src/github`; Probot is given no key, and what it sends goes nowhere. */
const NO_TOKEN = 'none';

/**
 * Probot without its server, routes, log and clients: it has the app's function called for each webhook. Loaded only where there is an
 * app, for it takes a fifth of a second. The answer resolves when the function has, and rejects with its fault.
 */
export async function openProbot(app: ApplicationFunction): Promise<(delivery: Delivery) => Promise<void>> {
  const { Probot } = await import('probot');
  // It logs what a function throws as an error, and each webhook, with its body, as debug.
  const probot = new Probot({ githubToken: NO_TOKEN, request: { fetch: refuseToSend }, logLevel: 'fatal' });
  await probot.ready();
  await probot.load(app);
  return async ({ id, event, payload }) => {
    // Its types take for granted that GitHub sends what GitHub describes; the bot checks what it uses.
    const webhook = { id, name: event, payload } as Parameters<typeof probot.receive>[0];
    await received(probot.receive(webhook));
  };
}

async function refuseToSend(): Promise<never> {
  throw new Error('Requests to GitHub go through src/github');
}

/** Probot gives its own error, and each one in it, the whole webhook as a field, which must get into no log. */
async function received(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const fault: unknown = error instanceof AggregateError ? error.errors[0] : error;
    if (fault instanceof Error) Reflect.deleteProperty(fault, 'event');
    throw fault;
  }
}
