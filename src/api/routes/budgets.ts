import { z } from 'zod';
import { budgetChangeDocumentSchema, budgetDocumentSchema } from '../../contracts/documents/settings.ts';
import { BUDGET_SCOPES, budgetChangesSchema, grantAnswerSchema, grantSchema } from '../../contracts/ledger/settings.ts';
import { categorySchema } from '../../contracts/words.ts';
import { budgetChange, readBudgets } from '../../engine/index.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { demandChange, readInput } from '../input.ts';
import { operation } from '../operation.ts';
import { text } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Budgets';

const getBudgets = {
  method: 'get',
  path: '/api/budgets',
  id: 'getBudgets',
  tag,
  summary: 'What each budget has spent, held and left, with thresholds and grants',
  answer: named('Budgets', budgetDocumentSchema),
} as const;

const putBudget = {
  method: 'put',
  path: '/api/budgets/{scope}',
  id: 'putBudget',
  tag,
  summary: 'Make or change the budget of a scope; null lifts a cap, what is absent stays',
  params: z.strictObject({ scope: z.enum(BUDGET_SCOPES) }),
  /** Of what in the scope: `owner/name`, an actor, `key=value`; absent for `global`. */
  query: z.strictObject({ value: text.optional() }),
  body: budgetChangesSchema,
  answer: named('BudgetChange', budgetChangeDocumentSchema),
  writes: true,
} as const;

const grantBudget = {
  method: 'post',
  path: '/api/budgets/grants',
  id: 'grantBudget',
  tag,
  summary: 'Let a budget have more for a while',
  body: grantSchema,
  answer: named('Grant', grantAnswerSchema),
  status: 201,
  problems: [404],
  writes: true,
} as const;

export const budgetRoutes: RouteModule = (api, { store }) => {
  operation(api, getBudgets, () => readBudgets(store));
  operation(api, putBudget, async ({ params: { scope }, query: { value = '' }, body, signed }) => {
    demandValue(scope, value, 'query.value');
    const args = { p_scope: scope, p_value: value, p_changes: { ...demandChange(body), ...zoneOf(body.zone) } };
    return budgetChange(await store.call('siso_set_budget', { ...signed(), ...args }));
  });
  operation(api, grantBudget, ({ body, signed }) => {
    demandValue(body.scope, body.value, 'body.value');
    return store.call('siso_grant', { ...signed(), p_grant: body });
  });
};

/** `global` is of nothing in particular, every other scope of something. */
function demandValue(scope: (typeof BUDGET_SCOPES)[number], value: string, field: string): void {
  if (scope === 'category') readInput(categorySchema, value, 'query');
  const fits = scope === 'global' ? value === '' : value.trim() !== '' && (scope !== 'label' || value.indexOf('=') > 0);
  if (fits) return;
  throw new HttpFault('usage', `A budget of the scope ${scope} is not of "${value.slice(0, 80)}"`, {
    ...{ status: 400, field },
    hint: 'Name owner/name for repo, a category, an actor, an org, key=value for label, and nothing for global.',
  });
}

function zoneOf(zone: string | undefined): { zone?: string } {
  if (zone === undefined) return {};
  try {
    return { zone: new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone };
  } catch (cause) {
    throw new HttpFault('usage', 'There is no such time zone', {
      ...{ status: 400, field: 'body.zone', hint: 'Give an IANA time zone, such as Europe/Berlin.', cause },
    });
  }
}
