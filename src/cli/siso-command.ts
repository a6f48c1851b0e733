import { Command } from 'commander';
import { nearest } from '../domain/nearest.ts';

/** A command that offers what was probably meant: the only name that begins so, else the nearest. */
export class SisoCommand extends Command {
  override createCommand(name?: string): SisoCommand {
    return new SisoCommand(name);
  }

  /** Called by commander. */
  unknownOption(flag: string): void {
    const names = this.createHelp()
      .visibleOptions(this)
      .flatMap(({ long }) => long ?? []);
    this.error(`error: unknown option '${flag}'${suggestion(flag, names)}`, { code: 'commander.unknownOption' });
  }

  /** Called by commander. */
  unknownCommand(): void {
    this.unknownName(this.args[0] ?? '');
  }

  unknownName(name: string): void {
    const names = this.createHelp()
      .visibleCommands(this)
      .map((command) => command.name());
    const full = this.parent === null ? name : `${this.name()} ${name}`;
    this.error(`error: unknown command '${full}'${suggestion(name, names)}`, { code: 'commander.unknownCommand' });
  }
}

/** For a command that does something itself and stands among those of `group`: whatever else is named is one of them misspelt. */
export function demandNoArguments(command: Command, group: Command = command): void {
  const [name] = command.args;
  if (name !== undefined && group instanceof SisoCommand) group.unknownName(name);
}

function suggestion(word: string, names: string[]): string {
  const longer = names.filter((name) => word.length > 2 && name.startsWith(word));
  const meant = longer.length === 1 ? longer[0] : nearest(word, names);
  return meant === undefined ? '' : `\n(Did you mean ${meant}?)`;
}
