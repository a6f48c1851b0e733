import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import { duration, moment, money, plural } from './figures.ts';
import { blocks, code, fenced, first, folded, link, plainWord, prose, table } from './markdown.ts';
import type { Chain, Section } from './types.ts';
import { endSentence, stateText } from './words.ts';

const MOST_FILES = 30;
const MOST_TOOLS = 20;
const MOST_STEPS = 30;

/** What came of a task that is over. `result` is how many characters of it are shown, none below 200. */
export function endedText({ task }: Section, { result, open }: { result: number; open: boolean }): string {
  return blocks([
    whyText(task),
    task.error === null ? undefined : fenced(task.error),
    workText(task),
    answerText(task, { result, open }),
    deniedText(task),
    filesText(task),
  ]);
}

function whyText(task: TaskRecord): string | undefined {
  const { reason, finishedAt, durationMs, cachedFrom, state } = task;
  const why = state === 'succeeded' ? undefined : endSentence(reason);
  const cached = cachedFrom === null ? undefined : `The result of ${code(cachedFrom)} counts for it; it cost nothing.`;
  const ended = finishedAt === null ? undefined : `Ended ${moment(finishedAt)}`;
  const ran = durationMs === null || durationMs === 0 ? undefined : `ran for ${duration(durationMs)}`;
  const when = [ended, ran].filter((part) => part !== undefined).join(', ');
  return [why, cached, when === '' ? undefined : `${when}.`].filter((part) => part !== undefined).join(' ');
}

/** Pull request and branch, or that nothing was changed. */
export function workText({ state, changedFiles, branch, publication }: TaskRecord): string | undefined {
  const where = publication?.branch ?? branch;
  const number = publication?.pullRequestNumber;
  const places = [
    ...(publication?.pullRequestUrl === undefined
      ? // GitHub makes a link of it; whoever has no https there has only that.
        number === undefined
        ? []
        : [`**Pull request #${number}**`]
      : [`**${link(number === undefined ? 'Pull request' : `Pull request ${number}`, publication.pullRequestUrl)}**`]),
    ...(where === null ? [] : [`branch ${code(where)}`]),
  ];
  if (changedFiles.length === 0 && places.length === 0)
    return state === 'succeeded' ? 'No file was changed.' : undefined;
  const files = changedFiles.length === 0 ? [] : [plural(changedFiles.length, 'changed file')];
  const text = [...places, ...files].join(', ');
  return `${text.replace(/^b/, 'B')}.`;
}

function answerText({ result }: TaskRecord, { result: room, open }: { result: number; open: boolean }) {
  if (result === null || result.trim() === '') return undefined;
  if (room < 200) return 'What the agent says is left out here: there was no room for it.';
  return folded('What the agent says', prose(result, room), { open });
}

function deniedText({ denials }: TaskRecord): string | undefined {
  if (denials.length === 0) return undefined;
  const { shown, more } = first(denials, MOST_TOOLS);
  const rest = more === 0 ? '' : ` and ${more} more`;
  return `Denied tools: ${shown.map((tool) => code(tool)).join(', ')}${rest}. What it needs can be allowed in \`.github/siso.yml\`.`;
}

function filesText({ changedFiles }: TaskRecord): string | undefined {
  if (changedFiles.length === 0) return undefined;
  const { shown, more } = first(changedFiles, MOST_FILES);
  const lines = [...shown.map((file) => `- ${code(file)}`), ...(more === 0 ? [] : [`- and ${more} more`])];
  return folded(plural(changedFiles.length, 'changed file'), lines.join('\n'));
}

/** The steps of its chain. */
export function stepsText(chain: Chain | undefined): string | undefined {
  if (chain === undefined || chain.steps.length === 0) return undefined;
  const done = chain.steps.filter(({ state }) => state === 'succeeded').length;
  const { shown, more } = first(chain.steps, MOST_STEPS);
  const rows = shown.map(({ name, state, costMicros }) => [code(name, 100), stateText(state), money(costMicros)]);
  const rest = more === 0 ? undefined : `${plural(more, 'step')} more.`;
  const title = `Steps of chain ${plainWord(chain.id)}: ${done} of ${chain.steps.length} done`;
  return folded(title, blocks([table(['Step', 'State', 'Cost'], rows), rest]));
}
