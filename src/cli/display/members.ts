import type { MemberChangeDocument, MemberDefaultDocument } from '../../contracts/documents/settings.ts';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import type { Member } from '../../contracts/ledger/members.ts';
import { changesText, type FieldWords } from './changes.ts';
import { inline } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';

const ALLOWS = {
  admin: 'everything',
  maintain: 'create tasks, urgent ones too, cancel those of others, pause, read the audit',
  write: 'create tasks',
  triage: 'only look',
  read: 'only look',
  none: 'only look',
} as const;

const permissionsOf = ({ permissions }: Member) => permissions.join(', ');

/** `siso members`: who may do what. */
export function membersText({ members, defaultRole }: LedgerResult<'siso_members'>, screen: Screen): string {
  const everybody = members.length === 0 ? 'Everybody' : 'Everybody else';
  const rest = `${everybody} has the role ${defaultRole}: may ${ALLOWS[defaultRole]}.`;
  const noAdmin = members.length === 0 && defaultRole === 'none';
  return [
    ...(members.length === 0 ? [] : [table(COLUMNS, members, screen), '']),
    ...paragraph(rest, screen),
    ...(noAdmin ? paragraph('Name the first admin: siso members set NAME --role admin', screen) : []),
  ].join('\n');
}

const COLUMNS: Column<Member>[] = [
  { title: 'MEMBER', text: ({ actor }) => actor, rank: 0, least: 8 },
  { title: 'ROLE', text: ({ role }) => role, rank: 0 },
  { title: 'MAY', text: ({ role }) => ALLOWS[role], rank: 2, least: 12 },
  { title: 'AND', text: permissionsOf, rank: 1, least: 12 },
];

const WORDS: FieldWords<Member>[] = [
  ['role', ({ role }) => `${role} (may ${ALLOWS[role]})`],
  ['beside it', (member) => inline(permissionsOf(member)) || 'nothing'],
];

/** `siso members set` and `siso members remove`. */
export function memberChangeText({ before, after }: MemberChangeDocument, screen: Screen): string {
  const name = inline((after ?? before)?.actor ?? '');
  if (after === null) return paragraph(`${name} is no member any more; the default role counts.`, screen).join('\n');
  const title = `${name} is ${before === null ? 'a member now' : 'a member'}`;
  return [...paragraph(title, screen), changesText({ before, after }, WORDS, screen)].join('\n');
}

/** `siso members default`. */
export function memberDefaultText({ before, after }: MemberDefaultDocument, screen: Screen): string {
  const text = `Everybody who is no member may ${ALLOWS[after]}: ${before} → ${after}.`;
  return paragraph(text, screen).join('\n');
}
