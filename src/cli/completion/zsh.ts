import type { CompletedCommand, CompletedOption } from './tree.ts';

/** A completion script for zsh, with descriptions. */
export function zshScript(commands: CompletedCommand[]): string {
  const known = commands.map(({ path }) => path).filter((path) => path.includes(' '));
  return `#compdef siso
# zsh completion of siso. Use it now: source <(siso completion zsh)
# Always: siso completion zsh > a folder of your fpath, as _siso
_siso() {
  local at=siso i
  local -a entries
  for ((i = 2; i < CURRENT; i++)); do
    case "$at \${words[i]}" in
      ${known.map((path) => `('${path}')`).join('|')}) at="$at \${words[i]}" ;;
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${commands.map(entryCase).join('\n')}
  esac
  _describe 'siso' entries
}
if [ "$funcstack[1]" = "_siso" ]; then _siso "$@"; else compdef _siso siso; fi
`;
}

function valueCases({ path, options }: CompletedCommand): string[] {
  return options.filter(({ takesValue }) => takesValue).map((option) => valueCase(path, option));
}

function valueCase(path: string, { flags, words, isFile }: CompletedOption): string {
  const pattern = flags.map((flag) => `('${path} ${flag}')`).join('|');
  const reply = isFile ? '_files' : `compadd -- ${words.join(' ')}`;
  return `    ${pattern}) ${reply}; return ;;`;
}

function entryCase({ path, subcommands, options, words }: CompletedCommand): string {
  const entries = [
    ...subcommands.map(({ name, description }) => entry(name, description)),
    ...words.map((word) => entry(word, '')),
    ...options.flatMap(({ flags, description }) => flags.slice(-1).map((flag) => entry(flag, description))),
  ];
  return `    '${path}') entries=(${entries.join(' ')}) ;;`;
}

function entry(name: string, description: string): string {
  return `'${description === '' ? name : `${name}:${description}`}'`;
}
