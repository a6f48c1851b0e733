import { z } from 'zod';
import { memberBodySchema } from '../../contracts/api/settings.ts';
import { alertPageSchema } from '../../contracts/ledger/alerts.ts';
import { memberSchema, membersSchema } from '../../contracts/ledger/members.ts';
import { auditFilterSchema, auditPageSchema } from '../../contracts/ledger/records.ts';
import { camelRow } from '../../engine/index.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { pageSize, text, whole } from '../query.ts';
import { named } from '../schemas.ts';

const page = { limit: pageSize(50), before: whole().optional() };

const listAlerts = {
  method: 'get',
  path: '/api/alerts',
  id: 'listAlerts',
  tag: 'Records',
  summary: 'Thresholds that budgets have crossed, newest first; `next` is the `before` of the page that follows',
  query: z.strictObject(page),
  answer: named('AlertPage', alertPageSchema),
} as const;

const listAudit = {
  method: 'get',
  path: '/api/audit',
  id: 'listAudit',
  tag: 'Records',
  summary: 'Who did what, newest first; `next` is the `before` of the page that follows',
  query: auditFilterSchema.extend({
    ...{ actor: text.optional(), action: text.optional(), subject: text.optional() },
    ...page,
  }),
  answer: named('AuditPage', auditPageSchema),
} as const;

const listMembers = {
  method: 'get',
  path: '/api/members',
  id: 'listMembers',
  tag: 'Members',
  summary: 'Who has a role of their own, and what everybody else may do',
  answer: named('Members', membersSchema),
} as const;

const putMember = {
  method: 'put',
  path: '/api/members/{actor}',
  id: 'putMember',
  tag: 'Members',
  summary: 'Give somebody a role, and permissions beside it',
  params: z.strictObject({ actor: z.string().min(1).max(100) }),
  body: memberBodySchema,
  answer: named('Member', memberSchema),
  writes: true,
} as const;

export const recordRoutes: RouteModule = (api, { store }) => {
  operation(api, listAlerts, ({ query: { limit, before = null } }) =>
    store.call('siso_alerts', { p_limit: limit, p_before: before }),
  );
  operation(api, listAudit, ({ query: { limit, before = null, ...filter }, principal }) =>
    store.call('siso_audit', { p_actor: principal.actor, p_filter: filter, p_limit: limit, p_before: before }),
  );
  operation(api, listMembers, () => store.call('siso_members', {}));
  operation(api, putMember, async ({ params: { actor }, body: { role, permissions }, signed }) => {
    const args = { p_member: actor, p_role: role, p_permissions: permissions };
    const { after } = await store.call('siso_set_member', { ...signed(), ...args });
    return camelRow(memberSchema, after);
  });
};
