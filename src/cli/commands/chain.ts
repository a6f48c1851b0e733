import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { ChainPlanDocument } from '../../contracts/documents/chains.ts';
import { type NewWorkflow, WORKFLOW_STATES } from '../../contracts/ledger/workflows.ts';
import { AutomationError } from '../../domain/errors.ts';
import { printable } from '../../domain/printable.ts';
import { demandChain, parseChainFile, planChain } from '../../engine/index.ts';
import type { Store } from '../../store/index.ts';
import { openLedger, readContext } from '../context.ts';
import { cancelledChainText, chainPlanText, chainsText, chainText, createdChainText } from '../display/chains.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choices, pageSize } from '../ledger-values.ts';
import { usd } from '../values.ts';

const EXAMPLES = `
Examples:
  siso chain run fix-and-test.yml
  siso chain show W-7K3Q0000
  siso chain resume W-7K3Q0000 --budget 5

docs/chains.md describes the file.`;

export function addChain(program: Command, frame: CommandFrame): void {
  const chain = program
    .command('chain')
    .description('tasks that wait for each other, under one budget')
    .addHelpText('after', EXAMPLES);
  addRun(chain, frame);
  addList(chain, frame);
  addShow(chain, frame);
  addCancel(chain, frame);
  addResume(chain, frame);
}

interface RunOptions extends LedgerOptions {
  workspace?: string;
  dryRun?: true;
}

function addRun(chain: Command, { end }: CommandFrame): void {
  const command = chain
    .command('run')
    .description('put a chain into the queue, whole or not at all')
    .argument('<file>', 'a YAML file that lists the steps')
    .option('-C, --workspace <path>', 'the repository to work in (default: the current folder)')
    .option('-n, --dry-run', 'check it and say what each step would be; nothing is stored');
  withLedgerOptions(command).action(async (file: string, options: RunOptions) => {
    await run(file, options);
    end(EXIT.done);
  });
}

async function run(file: string, options: RunOptions): Promise<void> {
  const rehearsal = options.rehearse === true;
  const context = await readContext(options.workspace);
  const { actor } = context;
  const definition = parseChainFile(await readText(file), file);
  const parts = { surroundings: context, rehearsal, workspace: options.workspace, actor };
  const chain = await planChain(definition, parts);
  const { store } = await openLedger(context, { rehearsal, onNote: (line) => console.error(printable(line)) });
  try {
    if (options.dryRun) return print(await checked(store, chain), options, chainPlanText);
    const args = { p_request_id: randomUUID(), p_actor: actor, p_workflow: chain };
    print(demandChain(await store.call('siso_create_workflow', args)), options, createdChainText);
  } finally {
    await store.close();
  }
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AutomationError('usage', `${file} cannot be read`, { hint: 'Name a YAML file with steps.', cause });
  });
}

async function checked(store: Store, chain: NewWorkflow): Promise<ChainPlanDocument> {
  const checks: ChainPlanDocument['checks'] = [];
  for (const { key, task } of chain.steps) {
    const preview = await store.call('siso_check', { p_task: task });
    const { decision, reason } = preview;
    checks.push({ step: key, decision, reason, ...(decision === 'refused' ? { hint: preview.hint } : {}) });
  }
  return { ...chain, checks };
}

interface ListOptions extends LedgerOptions {
  state?: (typeof WORKFLOW_STATES)[number][];
  actor?: string;
  limit: number;
  after?: string;
}

function addList(chain: Command, { end }: CommandFrame): void {
  const command = chain
    .command('list')
    .description('list chains, newest first')
    .addOption(choices('--state <words>', 'only those', WORKFLOW_STATES))
    .option('--actor <name>', 'only those of one person')
    .option('-n, --limit <rows>', 'rows, at most 500', pageSize, 20)
    .option('--after <cursor>', 'go on where a page ended');
  withLedgerOptions(command).action(async (options: ListOptions) => {
    const { state, actor, limit, after = null } = options;
    const p_filter = { ...(state && { states: state }), ...(actor !== undefined && { actor }) };
    const page = await withLedger(options, ({ store }) =>
      store.call('siso_list_workflows', { p_filter, p_limit: limit, p_after: after }),
    );
    print(page, options, chainsText);
    end(EXIT.done);
  });
}

function addShow(chain: Command, { end }: CommandFrame): void {
  const command = withId(chain.command('show').description('show a chain: its steps and how far they are'));
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const found = await withLedger(options, ({ store }) => store.call('siso_get_workflow', { p_workflow_id: id }));
    print(found, options, chainText);
    end(EXIT.done);
  });
}

function addCancel(chain: Command, { end }: CommandFrame): void {
  const command = withId(chain.command('cancel').description('end what waits, and stop what runs'));
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const answer = await withLedger(options, ({ store, signed }) =>
      store.call('siso_cancel_workflow', { ...signed(), p_workflow_id: id }),
    );
    print(answer, options, cancelledChainText);
    end(EXIT.done);
  });
}

function addResume(chain: Command, { end }: CommandFrame): void {
  const command = withId(
    chain.command('resume').description('go on from what did not end well; what ended well stays'),
  ).option('-b, --budget <dollars>', 'the most all steps may cost together, instead of what was said before', usd);
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions & { budget?: number }) => {
    const answer = await withLedger(options, ({ store, signed }) =>
      store.call('siso_resume_workflow', { ...signed(), p_workflow_id: id, p_budget_micros: options.budget ?? null }),
    );
    print(demandChain(answer), options, chainText);
    end(EXIT.done);
  });
}

function withId(command: Command): Command {
  return command.argument('<id>', 'such as W-7K3Q0000; W- may be left out', chainId);
}

function chainId(value: string): string {
  const [, id] = /^(?:w-)?([0-9a-z]{1,26})$/i.exec(value) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give the id of a chain, such as W-7K3Q0000.');
  return `W-${id.toUpperCase()}`;
}
