import { exampleText, type Option } from '../../src/config/option.ts';
import { ALL_OPTIONS } from '../../src/config/options.ts';
import { SECRET_VARIABLES } from '../../src/host/secrets.ts';

/** The text of docs/configuration.md. */
export function configurationPage(): string {
  return `<!-- Written by scripts/docs.ts from src/config/options.ts. Change it there. -->

# Configuration

An option is looked for in this order, and the first that is found counts:

1. the command line,
2. a variable of the environment,
3. \`siso.config.json\` at the top of the repository,
4. \`.github/siso.yml\`, with the same fields,
5. the default.

A list or a map of one place replaces that of another; they are not merged. \`siso doctor\` shows every option with its value and
where it is from. An unknown field, a wrong value and a wrong variable are errors that say what would be right.

## In files or variables

${table(ALL_OPTIONS.filter(({ inFiles }) => inFiles))}

¹ Written into the ledger before a run, with an entry in the audit. A file comes with the checkout, so it may lower what the ledger
has and never raise it; a variable does both.

The files, here with an example of every field:

\`\`\`json
${JSON.stringify(exampleFile(), undefined, 2)}
\`\`\`

\`.github/siso.yml\` has the same fields: \`budget: "1.50"\`, with quotes, and \`tokenLimits:\` over \`  daily: 100000\`. Editors check
both with [schemas/siso.config.schema.json](../schemas/siso.config.schema.json); \`siso.config.json\` may name it as \`"$schema"\`.

## In variables only

What names a program, a place or a way to the network is never taken from a checkout.

${table(ALL_OPTIONS.filter(({ inFiles }) => !inFiles))}

- A proxy's address may hold a password. It is kept where no other process can read it and shown as host and port only. The proxy
  is used for requests to the API and handed to npm, which downloads Claude Code; a rehearsal needs neither.
- The certificate authorities are trusted by the meter, and by npm as \`NODE_EXTRA_CA_CERTS\`.
- \`SISO_DEBUG\` shows where a fault came from, \`NO_COLOR\` switches colours off. Where \`CI\` is set, nothing is left running.

## Secrets

\`ANTHROPIC_API_KEY\` is the one that is used: by the meter, which is given it over a pipe. All of these are taken out of the
environment at the start, so that nothing that a task starts can read them, and \`siso doctor\` says only whether they are set:
${SECRET_VARIABLES.map((name) => `\`${name}\``).join(', ')}.

## What cannot be configured

- **Where the key is sent.** It goes to \`https://api.anthropic.com\`. No file and no variable changes that, \`ANTHROPIC_BASE_URL\`
  neither: an earlier step or a checkout could have written it.
- **Other providers.** Where there is no API key and \`CLAUDE_CODE_USE_BEDROCK\`, \`CLAUDE_CODE_USE_VERTEX\`, \`CLAUDE_CODE_USE_FOUNDRY\`,
  \`CLAUDE_CODE_OAUTH_TOKEN\` or \`ANTHROPIC_AUTH_TOKEN\` asks for another way to Claude, a run ends with \`provider_unsupported\`.
`;
}

function table(options: readonly Option<unknown>[]): string {
  const rows = options.map((option) => [
    field(option),
    variables(option),
    option.flag ? `\`${option.flag}\`` : '',
    ...what(option),
  ]);
  const lines = [
    ['option', 'variable', 'command line', 'default', 'what it is', 'example'],
    Array(6).fill('---'),
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

function field({ name, inFiles, onlyLowers }: Option<unknown>): string {
  return `${inFiles ? `\`${name}\`` : name}${onlyLowers ? ' ¹' : ''}`;
}

function variables({ variables: names }: Option<unknown>): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function what({ standard, description, example }: Option<unknown>): string[] {
  return [standard, description, `\`${exampleText(example)}\``];
}

/** Every field with its example. */
export function exampleFile(): Record<string, unknown> {
  const file: Record<string, unknown> = {};
  for (const { name, example } of ALL_OPTIONS.filter(({ inFiles }) => inFiles)) {
    const [section = '', inner] = name.split('.');
    file[section] = inner === undefined ? example : { ...Object(file[section]), [inner]: example };
  }
  return file;
}
