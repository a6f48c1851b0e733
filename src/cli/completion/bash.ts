import type { CompletedCommand } from './tree.ts';

/** A completion script for bash, also an old one: plain `case`, no associative array. */
export function bashScript(commands: CompletedCommand[]): string {
  const known = commands.map(({ path }) => path).filter((path) => path.includes(' '));
  return `# bash completion of siso. Use it now: source <(siso completion bash)
# Always: siso completion bash > ~/.local/share/bash-completion/completions/siso
_siso() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at=siso words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
      ${known.map((path) => `'${path}'`).join('|')}) at="$at \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$at $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${commands.map(wordCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _siso siso
`;
}

function valueCases({ path, options }: CompletedCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, words, isFile }) => {
      const pattern = flags.map((flag) => `'${path} ${flag}'`).join('|');
      const reply = isFile ? 'compgen -f' : `compgen -W '${words.join(' ')}'`;
      return `    ${pattern}) COMPREPLY=($(${reply} -- "$cur")); return ;;`;
    });
}

function wordCase({ path, subcommands, options, words }: CompletedCommand): string {
  const flags = options.flatMap((option) => option.flags.filter((flag) => flag.startsWith('--')));
  const all = [...subcommands.map(({ name }) => name), ...words, ...flags];
  return `    '${path}') words='${all.join(' ')}' ;;`;
}
