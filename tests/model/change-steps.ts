import fc from 'fast-check';
import type { LimitChanges } from '../../src/contracts/ledger/settings.ts';
import type { LedgerModel } from './model.ts';
import type { Aim } from './steps.ts';
import * as words from './words.ts';

const by = (model: LedgerModel, p_actor: string) => ({ p_request_id: model.newRequestId(), p_actor });
/** Mostly an admin. */
const editor = fc.oneof(
  { weight: 9, arbitrary: fc.constant('ada') },
  { weight: 1, arbitrary: fc.constantFrom(...words.PEOPLE) },
);

const limits = fc
  .record({
    p_actor: editor,
    p_category: words.category,
    p_repo: fc.constantFrom(null, words.WEB),
    field: fc.constantFrom('tokensPerMinute', 'tokensPerHour', 'tokensPerDay', 'requestsPerMinute', 'maxConcurrent'),
    to: words.limit,
  })
  .map(
    ({ p_actor, field, to, ...row }): Aim =>
      (model) => {
        const few = field === 'requestsPerMinute' || field === 'maxConcurrent';
        const value = to !== null && few ? 1 + (to % 4) : to;
        const p_changes: LimitChanges = { [field]: value };
        return { name: 'siso_set_limits', args: { ...by(model, p_actor), ...row, p_changes } };
      },
  );

const budget = fc
  .record({
    p_actor: editor,
    scope: words.scope,
    changes: fc.oneof(
      fc.record({ dailyMicros: words.cap }),
      fc.record({ monthlyMicros: words.cap }),
      fc.record({ dailyTokens: words.tokenCap }),
      fc.record({ bufferTokens: fc.nat(600) }),
      fc.record({ zone: words.zone }),
    ),
  })
  .map(
    ({ p_actor, scope: { scope, value }, changes }): Aim =>
      (model) => {
        const p_changes =
          scope !== 'global' && 'bufferTokens' in changes ? { dailyTokens: changes.bufferTokens } : changes;
        return { name: 'siso_set_budget', args: { ...by(model, p_actor), p_scope: scope, p_value: value, p_changes } };
      },
  );

/** Mostly for a budget that there is. */
const grant = fc
  .record({
    ...{
      p_actor: editor,
      stranger: words.scope,
      pick: fc.nat(99),
      unit: fc.constantFrom('usd' as const, 'tokens' as const),
    },
    amount: fc.integer({ min: 1, max: 500 }),
    expiresInSeconds: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 172_800 })),
  })
  .map(
    ({ p_actor, stranger, pick, unit, amount, expiresInSeconds }): Aim =>
      (model) => {
        const { budgets } = model.world;
        const { scope, value } = (pick < 90 ? budgets[pick < 50 ? 0 : pick % budgets.length] : undefined) ?? stranger;
        const size = unit === 'usd' ? amount * 1_000 : amount;
        const p_grant = { scope, value, unit, amount: size, expiresInSeconds, reason: 'release day' };
        return { name: 'siso_grant', args: { ...by(model, p_actor), p_grant } };
      },
  );

const setting = fc
  .tuple(
    editor,
    fc.oneof(
      fc.tuple(fc.constant('paused'), fc.constantFrom(true, false, false, false)),
      fc.tuple(fc.constant('max_concurrent_jobs'), fc.integer({ min: 1, max: 6 })),
      fc.tuple(fc.constant('default_estimate_tokens'), fc.integer({ min: 1, max: 500 })),
      fc.tuple(fc.constant('default_hold_micros'), fc.integer({ min: 1, max: 300_000 })),
      fc.tuple(
        fc.constant('token_hold'),
        words.tokenCap.map((size) => size || null),
      ),
    ),
  )
  .map(
    ([p_actor, [p_key, p_value]]): Aim =>
      (model) => {
        return { name: 'siso_set_setting', args: { ...by(model, p_actor), p_key, p_value } };
      },
  );

const member = fc
  .record({
    p_actor: editor,
    p_member: fc.constantFrom('max', 'wendy', 'mallory'),
    p_role: fc.constantFrom('admin' as const, 'maintain' as const, 'write' as const, 'read' as const),
    p_permissions: fc.constantFrom<string[]>([], ['task:urgent'], ['budget:use_buffer', 'task:cancel_any']),
  })
  .map(
    ({ p_actor, ...rest }): Aim =>
      (model) => {
        return { name: 'siso_set_member', args: { ...by(model, p_actor), ...rest } };
      },
  );

export const CHANGES: { weight: number; arbitrary: fc.Arbitrary<Aim> }[] = [
  { weight: 2, arbitrary: limits },
  { weight: 3, arbitrary: budget },
  { weight: 4, arbitrary: grant },
  { weight: 2, arbitrary: setting },
  { weight: 1, arbitrary: member },
];
