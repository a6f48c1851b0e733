import type { z } from 'zod';
import type { previewSchema, TaskRequest } from '../../src/contracts/ledger/admission.ts';
import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import { count, momentFrom, money } from './figures.ts';
import { blocks, code, command, first, phrase, prose, table } from './markdown.ts';
import type { Notice, Problem, VerbHelp, WaitingPlace } from './types.ts';
import { heldText, limitText, placeText } from './waiting.ts';
import { endSentence, stateText } from './words.ts';

const MOST_PROBLEMS = 10;
const MOST_DONE = 2_000;

const answer = (title: string, body: string): Notice => ({ kind: 'answer', title, body });
const problem = (title: string, body: string): Notice => ({ kind: 'problem', title, body });

/** `/siso help`. */
export function renderHelp(verbs: readonly VerbHelp[]): Notice {
  const rows = verbs.map(({ usage, says }) => [code(usage), phrase(says).replaceAll('|', '¦')]);
  return answer(
    'Commands',
    blocks([
      'A command stands at the start of a line of its own; for `run` and the like the prompt goes on in the next lines. Edited comments are not read again.',
      table(['Type', 'What it does'], rows),
    ]),
  );
}

/** What was not understood in one comment; nothing of it was done. */
export function renderProblems(problems: readonly Problem[]): Notice {
  const { shown, more } = first(problems, MOST_PROBLEMS);
  const lines = shown.map(({ message, hint, line }) => {
    const where = line === undefined ? '' : `${code(line)}: `;
    return `- ${where}${phrase(message)}${hint === undefined ? '' : ` ${phrase(hint)}`}`;
  });
  const rest = more === 0 ? [] : [`- and ${more} more`];
  return problem(
    'not understood',
    blocks([[...lines, ...rest].join('\n'), `Everything that can be typed: ${command('help')}.`]),
  );
}

/** `role` is what GitHub says of `who`; undefined when it did not answer. `needs` is the least role. */
export function renderDenied(who: string, role: string | undefined, needs: string): Notice {
  const has =
    role === undefined
      ? 'GitHub did not say which role they have, so nothing was done: try it again in a minute.'
      : `Their role here is ${code(role)}; it takes ${code(needs)} or a higher one. An admin of the repository gives roles, and \`.github/siso.yml\` says what each may.`;
  return problem('not allowed', `${code(who)} may not do this. ${has}`);
}

/** What a command such as `pause`, `grant` or `cancel` has done. `text` is a sentence, with words of others in it. */
export function renderDone(text: string): Notice {
  return answer('Done', prose(text, MOST_DONE));
}

/** `/siso explain`. */
export function renderExplain(explanation: WaitingPlace, task: TaskRecord): Notice {
  const { state, name, id, reason, error } = task;
  const waits = explanation.waitsFor === null && explanation.startsAt === null ? undefined : placeText(explanation);
  const ended = task.finishedAt === null ? undefined : endSentence(reason);
  return answer(
    `Why ${id} stands where it does`,
    blocks([
      `**${stateText(state)}**: ${code(name)}`,
      waits ?? ended ?? 'It does not wait for anything.',
      error === null ? undefined : `It said: ${code(error)}`,
    ]),
  );
}

type Preview = z.infer<typeof previewSchema>;
type Asked = Pick<TaskRequest, 'name' | 'category' | 'priority' | 'environment' | 'model' | 'tools' | 'budgetMicros'>;

/** `--dry-run`: what would happen now. Nothing was booked. */
export function renderDryRun(preview: Preview, request: Asked): Notice {
  const { category, priority, environment, model, tools, budgetMicros } = request;
  const { shown, more } = first(tools, 20);
  const rows = [
    ['Task', code(request.name)],
    ['As', `${category}, ${priority} priority, in ${environment}`],
    ['Model', code(model)],
    ['Tools', `${shown.map((tool) => code(tool)).join(', ') || 'none'}${more === 0 ? '' : ` and ${more} more`}`],
    ...(budgetMicros === undefined ? [] : [['Cap', money(budgetMicros)]]),
    ...(preview.decision === 'admitted'
      ? [['Would hold', `${money(preview.hold.amountMicros)} and ${count(preview.hold.tokens)} tokens`]]
      : []),
  ];
  return answer('Dry run', blocks([verdictText(preview), table(['', ''], rows), 'Nothing was booked.']));
}

function verdictText(preview: Preview): string {
  switch (preview.decision) {
    case 'admitted':
      return '✅ It would start now.';
    case 'deferred': {
      const when =
        preview.retryAt === null
          ? 'When it could start depends on others.'
          : `It would start ${momentFrom(preview.retryAt)}${preview.promised ? '' : ' at the earliest'}.`;
      return `⏳ It would wait. ${heldText(preview)} ${when}`;
    }
    case 'refused':
      return `🚫 It would be refused. ${endSentence(preview.reason) ?? ''}${preview.limit === undefined ? '' : ` ${limitText(preview).slice(2)}.`} ${phrase(preview.hint)}`;
  }
}
