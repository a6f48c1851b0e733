import type { CompletedCommand, CompletedOption } from './tree.ts';

/** A completion script for fish, with descriptions. */
export function fishScript(commands: CompletedCommand[]): string {
  const known = commands.map(({ path }) => path).filter((path) => path.includes(' '));
  return `# fish completion of siso. Use it now: siso completion fish | source
# Always: siso completion fish > ~/.config/fish/completions/siso.fish
function __siso_at
  set -l at siso
  for word in (commandline -opc)[2..-1]
    if contains -- "$at $word" ${known.map((path) => `'${path}'`).join(' ')}
      set at "$at $word"
    end
  end
  test "$at" = "$argv[1]"
end
complete -c siso -f
${commands.flatMap(lines).join('\n')}
`;
}

function lines({ path, subcommands, options, words }: CompletedCommand): string[] {
  const start = `complete -c siso -n "__siso_at '${path}'"`;
  return [
    ...subcommands.map(({ name, description }) => `${start} -a ${name} -d '${description}'`),
    ...(words.length > 0 ? [`${start} -a '${words.join(' ')}'`] : []),
    ...options.map((option) => `${start} ${optionPart(option)}`),
  ];
}

function optionPart({ flags, description, takesValue, words, isFile }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = takesValue ? ` ${isFile ? '-r -F' : '-x'}${words.length > 0 ? ` -a '${words.join(' ')}'` : ''}` : '';
  return `${names.join(' ')}${value} -d '${description}'`;
}
