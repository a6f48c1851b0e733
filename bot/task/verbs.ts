import type { Category } from '../../src/domain/tasks.ts';

/** What a verb makes of its prompt: `/siso fix …` is `/siso run …` with these words before it and these defaults. */
export interface VerbProfile {
  category: Category | undefined;
  /** Said before what the person wrote; nothing for `run`. */
  lead: string;
  /** Rules of tools; the category's own where absent. */
  tools?: readonly string[];
}

const READ_ONLY = ['Read', 'Glob', 'Grep'];
const EDITING = ['Read', 'Glob', 'Grep', 'Edit'];
const TESTS = ['Bash(npm test:*)', 'Bash(npm run test:*)'];

/** A Map, so that `constructor` is no verb. */
export const VERB_PROFILES: ReadonlyMap<string, VerbProfile> = new Map(
  Object.entries({
    run: { category: undefined, lead: '' },
    fix: {
      category: 'development',
      lead: 'Find the cause of the following problem and repair it with the smallest change that does. Add or change a test that shows it, if the project has tests.',
      tools: [...EDITING, ...TESTS],
    },
    test: {
      category: 'testing',
      lead: 'Write the tests that the following asks for, in the style of those that are there, and run them. Do not change what is tested.',
      tools: [...EDITING, ...TESTS],
    },
    review: {
      category: 'analysis',
      lead: 'Review what the following names (the changes of the pull request if there is one). Report faults in order of their weight, each with file, line, why it is one, and what would mend it. Change nothing.',
      tools: READ_ONLY,
    },
    docs: {
      category: 'maintenance',
      lead: 'Write or correct the documentation that the following asks for, so that it says what the code does. Change no code.',
      tools: EDITING,
    },
    refactor: {
      category: 'development',
      lead: 'Change the structure of the code as the following asks, and nothing of what it does. The tests have to pass as before.',
      tools: [...EDITING, ...TESTS],
    },
    deploy: {
      category: 'deployment',
      lead: 'Prepare or carry out the deployment that the following asks for. Stop and say so where something is not as expected.',
    },
    analyze: {
      category: 'analysis',
      lead: 'Find out what the following asks, and answer it with the places in the code that show it. Change nothing.',
      tools: READ_ONLY,
    },
    plan: {
      category: 'analysis',
      lead: 'Plan the work that the following asks for: the steps in order, the files that each touches, what could go wrong, and how it would be tested. Change nothing.',
      tools: READ_ONLY,
    },
  } satisfies Record<string, VerbProfile>),
);
