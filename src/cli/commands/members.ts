import type { Command } from 'commander';
import type { MemberChangeDocument, MemberDefaultDocument } from '../../contracts/documents/settings.ts';
import { memberSchema, PERMISSIONS, ROLES, roleSchema } from '../../contracts/ledger/members.ts';
import { camelRow } from '../../engine/index.ts';
import { memberChangeText, memberDefaultText, membersText } from '../display/members.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choice, choices, memberName, wordArgument } from '../ledger-values.ts';
import { demandNoArguments } from '../siso-command.ts';

type Role = (typeof ROLES)[number];

const EXAMPLES = `
Examples:
  siso members
  siso members set ada --role admin
  siso members set lin --role write --permissions budget:use_buffer
  siso members default write
  siso members remove lin

The first member of a ledger in which nobody may do anything must be an admin.
A member is a user by the name that siso runs as.`;

/** `siso members`, `siso members set`, `remove` and `default`. */
export function addMembers(program: Command, frame: CommandFrame): void {
  const command = program
    .command('members')
    .description('who may do what, and what everybody else may')
    .addHelpText('after', EXAMPLES)
    .enablePositionalOptions()
    .allowExcessArguments();
  withLedgerOptions(command).action((options: LedgerOptions) => {
    demandNoArguments(command);
    return list(options, frame);
  });
  withLedgerOptions(command.command('list').description('the same as siso members')).action(
    (_: LedgerOptions, self: Command) => list(self.optsWithGlobals<LedgerOptions>(), frame),
  );
  addSet(command, frame);
  addRemove(command, frame);
  addDefault(command, frame);
}

async function list(options: LedgerOptions, { end }: CommandFrame): Promise<void> {
  print(await withLedger(options, ({ store }) => store.call('siso_members', {})), options, membersText);
  end(EXIT.done);
}

interface SetOptions extends LedgerOptions {
  role: Role;
  permissions?: string[];
}

function addSet(members: Command, { end }: CommandFrame): void {
  const command = members
    .command('set')
    .description('make somebody a member, or give a member another role')
    .argument('<name>', 'the user', memberName)
    .addOption(choice('--role <role>', 'what the member may do', ROLES).makeOptionMandatory())
    .addOption(choices('--permissions <names>', 'beside the role', PERMISSIONS));
  withLedgerOptions(command).action(async (name: string, _: SetOptions, self: Command) => {
    const options = self.optsWithGlobals<SetOptions>();
    const given = { p_member: name, p_role: options.role, p_permissions: [...new Set(options.permissions)] };
    const { before, after } = await withLedger(options, ({ store, signed }) =>
      store.call('siso_set_member', { ...signed(), ...given }),
    );
    const change: MemberChangeDocument = {
      before: before && camelRow(memberSchema, before),
      after: camelRow(memberSchema, after),
    };
    print(change, options, memberChangeText);
    end(EXIT.done);
  });
}

function addRemove(members: Command, { end }: CommandFrame): void {
  const command = members
    .command('remove')
    .description('take a member away; the default role counts from then on')
    .argument('<name>', 'the member', memberName);
  withLedgerOptions(command).action(async (name: string, _: LedgerOptions, self: Command) => {
    const options = self.optsWithGlobals<LedgerOptions>();
    const { before } = await withLedger(options, ({ store, signed }) =>
      store.call('siso_remove_member', { ...signed(), p_member: name }),
    );
    print({ before: camelRow(memberSchema, before), after: null }, options, memberChangeText);
    end(EXIT.done);
  });
}

function addDefault(members: Command, { end }: CommandFrame): void {
  const command = members
    .command('default')
    .description('what everybody may do who is no member')
    .addArgument(wordArgument('<role>', ROLES.join(', '), ROLES));
  withLedgerOptions(command).action(async (role: Role, _: LedgerOptions, self: Command) => {
    const options = self.optsWithGlobals<LedgerOptions>();
    const { before, after } = await withLedger(options, ({ store, signed }) =>
      store.call('siso_set_default_role', { ...signed(), p_role: role }),
    );
    const change: MemberDefaultDocument = {
      before: roleSchema.parse(before?.defaultRole),
      after: roleSchema.parse(after.defaultRole),
    };
    print(change, options, memberDefaultText);
    end(EXIT.done);
  });
}
