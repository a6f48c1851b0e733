import { createHash, randomBytes } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import type { NewRunnerKeyDocument } from '../../contracts/documents/keys.ts';
import { RUNNER_KEY_PREFIX } from '../../domain/runner-key.ts';
import { ENVIRONMENTS, type Environment } from '../../domain/tasks.ts';
import { keysText, keyText, newKeyText } from '../display/keys.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choice } from '../ledger-values.ts';
import { keySeconds } from '../ranges.ts';
import { demandNoArguments } from '../siso-command.ts';

const EXAMPLES = `
Examples:
  siso keys create --repo acme/web --expires 90d
  siso keys
  siso keys revoke K-7K3Q0000`;

export function addKeys(program: Command, frame: CommandFrame): void {
  const keys = program
    .command('keys')
    .description('runner keys, with which a machine runs tasks of one repository and does nothing else')
    .addHelpText('after', EXAMPLES);
  addList(keys, frame);
  addCreate(keys, frame);
  addRevoke(keys, frame);
}

function addList(keys: Command, { end }: CommandFrame): void {
  const command = keys
    .command('list', { isDefault: true })
    .description('every key, newest first (the default)')
    // Whatever else is named is a subcommand misspelt.
    .allowExcessArguments();
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    demandNoArguments(command, keys);
    const found = await withLedger(options, ({ store, actor }) =>
      store.call('siso_list_runner_keys', { p_actor: actor }),
    );
    print({ keys: found }, options, keysText);
    end(EXIT.done);
  });
}

interface CreateOptions extends LedgerOptions {
  repo: string;
  name?: string;
  environment: Environment;
  /** Seconds. */
  expires: number;
}

function addCreate(keys: Command, { end }: CommandFrame): void {
  const command = keys
    .command('create')
    .description('make a key and show it, this once')
    .requiredOption('--repo <owner/name>', 'the one repository whose tasks it runs', repository)
    .requiredOption('--expires <time>', 'until it ends by itself: 30d, 90d, at most 366d', keySeconds)
    .option('--name <text>', 'what to call it (default: the repository)', keyName)
    .addOption(choice('--environment <word>', 'the one environment of its tasks', ENVIRONMENTS).default('development'));
  withLedgerOptions(command).action(async (options: CreateOptions) => {
    print(await create(options), options, newKeyText);
    end(EXIT.done);
  });
}

/** The key is made here, and only its hash leaves this process. */
async function create(options: CreateOptions): Promise<NewRunnerKeyDocument> {
  const key = RUNNER_KEY_PREFIX + randomBytes(32).toString('base64url');
  const { repo, environment, expires: expiresInSeconds, name = repo.slice(0, 100) } = options;
  const hash = createHash('sha256').update(key).digest('hex');
  const made = await withLedger(options, ({ store, signed }) =>
    store.call('siso_create_runner_key', { ...signed(), p_key: { hash, repo, name, environment, expiresInSeconds } }),
  );
  return { ...made, key };
}

function addRevoke(keys: Command, { end }: CommandFrame): void {
  const command = keys
    .command('revoke')
    .description('end a key at once; runs that use it are stopped')
    .argument('<id>', 'such as K-7K3Q0000; K- may be left out', keyId);
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const revoked = await withLedger(options, ({ store, signed }) =>
      store.call('siso_revoke_runner_key', { ...signed(), p_key_id: id }),
    );
    print(revoked, options, keyText);
    end(EXIT.done);
  });
}

function repository(text: string): string {
  if (/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text)) return text;
  throw new InvalidArgumentError('Give owner/name, such as acme/web.');
}

function keyName(text: string): string {
  const name = text.trim();
  if (name.length >= 1 && name.length <= 100) return name;
  throw new InvalidArgumentError('Give a name of 1 to 100 characters.');
}

function keyId(value: string): string {
  const [, id] = /^(?:k-)?([0-9a-z]{1,26})$/i.exec(value) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give the id of a key, such as K-7K3Q0000.');
  return `K-${id.toUpperCase()}`;
}
