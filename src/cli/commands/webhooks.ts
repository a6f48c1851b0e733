import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { loadNetwork } from '../../config/index.ts';
import type { NewWebhookDocument } from '../../contracts/documents/webhooks.ts';
import { DELIVERY_STATES, WEBHOOK_FORMATS, webhookSecretSchema } from '../../contracts/ledger/webhooks.ts';
import { AutomationError } from '../../domain/errors.ts';
import { parseKind, USUAL_KINDS } from '../../domain/events.ts';
import { demandWebhookUrl, newWebhookSecret, testWebhook } from '../../engine/index.ts';
import { readContext } from '../context.ts';
import { deliveriesText, deliveryText, newWebhookText, removedWebhookText, webhooksText } from '../display/webhooks.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choice, pageSize } from '../ledger-values.ts';
import { demandNoArguments } from '../siso-command.ts';

const EXAMPLES = `
Examples:
  siso webhooks add https://hooks.example.com/siso --kinds task.failed,budget.*
  siso webhooks add https://hooks.slack.com/services/… --format slack
  siso webhooks test H-7K3Q0000
  siso webhooks deliveries --state dead
  siso webhooks redeliver H-7K3Q0000`;

export function addWebhooks(program: Command, frame: CommandFrame): void {
  const webhooks = program
    .command('webhooks')
    .description('tell other programs of tasks, budgets and alerts, signed; siso serve delivers')
    .addHelpText('after', EXAMPLES);
  for (const add of [addList, addAdd, addRemove, addTest, addDeliveries, addRedeliver]) add(webhooks, frame);
}

function addList(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks
    .command('list', { isDefault: true })
    .description('every webhook, oldest first (the default)')
    // Whatever else is named is a subcommand misspelt.
    .allowExcessArguments();
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    demandNoArguments(command, webhooks);
    const found = await withLedger(options, ({ store, actor }) => store.call('siso_list_webhooks', { p_actor: actor }));
    print({ webhooks: found }, options, webhooksText);
    end(EXIT.done);
  });
}

interface AddOptions extends LedgerOptions {
  kinds: string[];
  format: (typeof WEBHOOK_FORMATS)[number];
  secretFile?: string;
  allowPrivate?: true;
}

function addAdd(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks
    .command('add')
    .description('make a webhook; the secret of its signatures is shown this once')
    .argument('<url>', 'where events are posted to, https')
    .option('--kinds <list>', 'events such as task.failed, families such as budget.*, or *', kinds, [...USUAL_KINDS])
    .addOption(choice('--format <word>', 'what is posted', WEBHOOK_FORMATS).default('standard'))
    .option('--secret-file <path>', 'a file with a secret of your own: whsec_ and 24 to 64 bytes in base64')
    .option('--allow-private', 'the receiver may be this machine or in a private network');
  withLedgerOptions(command).action(async (url: string, options: AddOptions) => {
    print(await create(url, options), options, newWebhookText);
    end(EXIT.done);
  });
}

async function create(text: string, options: AddOptions): Promise<NewWebhookDocument> {
  const { kinds, format, secretFile, allowPrivate = false } = options;
  const url = demandWebhookUrl(text, { allowPrivate });
  const secret = secretFile === undefined ? newWebhookSecret() : await readSecret(secretFile);
  const p_webhook = { url, kinds, format, secret, allowPrivate };
  const made = await withLedger(options, ({ store, signed }) =>
    store.call('siso_add_webhook', { ...signed(), p_webhook }),
  );
  return { ...made, secret: secretFile === undefined ? secret : null };
}

async function readSecret(path: string): Promise<string> {
  const hint = 'Write whsec_ and 24 to 64 random bytes in base64, such as of `openssl rand -base64 32`, into one line.';
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AutomationError('usage', `The secret in ${path} cannot be read`, { hint, cause });
  });
  const parsed = webhookSecretSchema.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new AutomationError('usage', `${path} holds no secret of a webhook`, { hint });
}

function addRemove(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks.command('remove').description('end a webhook, with what it has not delivered');
  withLedgerOptions(withId(command)).action(async (id: string, options: LedgerOptions) => {
    const removed = await withLedger(options, ({ store, signed }) =>
      store.call('siso_remove_webhook', { ...signed(), p_webhook_id: id }),
    );
    print(removed, options, removedWebhookText);
    end(EXIT.done);
  });
}

function addTest(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks.command('test').description('send a message that says nothing, and tell what was answered');
  withLedgerOptions(withId(command)).action(async (id: string, options: LedgerOptions) => {
    const { settings } = await readContext(undefined);
    const network = await loadNetwork(settings.network);
    const delivery = await withLedger(options, ({ store, actor }) =>
      testWebhook(store, { actor, webhookId: id, network }),
    );
    print(delivery, options, deliveryText);
    end(delivery.state === 'delivered' ? EXIT.done : EXIT.failed);
  });
}

interface DeliveriesOptions extends LedgerOptions {
  state?: (typeof DELIVERY_STATES)[number];
  limit: number;
}

function addDeliveries(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks
    .command('deliveries')
    .description('what was sent, waits or was given up, newest first')
    .argument('[id]', 'only of this webhook, such as H-7K3Q0000', webhookId)
    .addOption(choice('--state <word>', 'only those', DELIVERY_STATES))
    .option('-n, --limit <rows>', 'rows, at most 500', pageSize, 20);
  withLedgerOptions(command).action(async (id: string | undefined, options: DeliveriesOptions) => {
    const p_filter = { ...(id && { webhookId: id }), ...(options.state && { state: options.state }) };
    const deliveries = await withLedger(options, ({ store, actor }) =>
      store.call('siso_list_deliveries', { p_actor: actor, p_filter, p_limit: options.limit }),
    );
    print({ deliveries }, options, deliveriesText);
    end(EXIT.done);
  });
}

function addRedeliver(webhooks: Command, { end }: CommandFrame): void {
  const command = webhooks
    .command('redeliver')
    .description('try a delivery again, or all that a webhook has given up')
    .argument('<id>', 'such as D-12, or H-7K3Q0000', redeliverable);
  withLedgerOptions(command).action(async (p_id: string, options: LedgerOptions) => {
    const done = await withLedger(options, ({ store, signed }) => store.call('siso_redeliver', { ...signed(), p_id }));
    print(done, options, ({ redelivered: n }) => `${n === 1 ? 'One delivery is' : `${n} deliveries are`} tried again.`);
    end(EXIT.done);
  });
}

const withId = (command: Command) => command.argument('<id>', 'such as H-7K3Q0000; H- may be left out', webhookId);

function webhookId(value: string): string {
  const [, id] = /^(?:h-)?([0-9a-z]{1,26})$/i.exec(value) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give the id of a webhook, such as H-7K3Q0000.');
  return `H-${id.toUpperCase()}`;
}

function redeliverable(value: string): string {
  return /^d-\d{1,18}$/i.test(value) ? value.toUpperCase() : webhookId(value);
}

function kinds(list: string): string[] {
  const words = list.split(',').map((word) => word.trim());
  for (const word of words) {
    const parsed = parseKind(word);
    if ('problem' in parsed) throw new InvalidArgumentError(parsed.problem);
  }
  return [...new Set(words)];
}
