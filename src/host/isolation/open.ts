import { BubblewrapIsolation } from './bubblewrap.ts';
import { type Isolation, type IsolationKind, type IsolationOptions, unavailable } from './isolation.ts';
import { NO_ISOLATION } from './none.ts';
import { Root } from './root.ts';
import { UserIsolation } from './user.ts';

/**
 * What shuts in the agent of one run. `auto`: a user of its own where we are or may become root, else bubblewrap.
 * Throws `isolation_unavailable` when the machine cannot do what is wanted. Close it when the run is over.
 */
export async function openIsolation(
  wanted: 'auto' | IsolationKind,
  options: IsolationOptions = {},
): Promise<Isolation> {
  if (wanted === 'none') return NO_ISOLATION;
  if (process.platform !== 'linux')
    throw unavailable(
      'An agent can be shut in only on Linux',
      'Run the task on a Linux runner, or with `isolation: none`.',
    );
  if (wanted === 'bubblewrap') return BubblewrapIsolation.open(options);
  const root = await Root.find();
  if (root !== undefined) return UserIsolation.open(root, options);
  if (wanted === 'auto') return BubblewrapIsolation.open(options).catch(neither);
  throw unavailable(
    'A user for the agent cannot be made: this user is not root, and sudo wants a password or is not there',
    'Allow sudo without a password, run as root, or choose `isolation: auto`, which also tries bubblewrap.',
  );
}

function neither(cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause);
  throw unavailable(
    `The agent cannot be shut in: there is neither root nor sudo without a password, and ${why}`,
    'Give the runner sudo without a password, or bubblewrap with namespaces for users that are not root.',
    cause,
  );
}

/** Ends what runs whose process died have left of their agents. Asks for no rights where none have been. */
export async function endAbandonedAgents(options: IsolationOptions = {}): Promise<void> {
  if (!(await UserIsolation.wereHere(options))) return;
  const root = await Root.find();
  if (root !== undefined) await UserIsolation.endAbandoned(root, options);
}
