import { z } from 'zod';
import {
  limitChangeDocumentSchema,
  limitPresetDocumentSchema,
  limitsDocumentSchema,
} from '../../contracts/documents/settings.ts';
import { LIMIT_PRESETS, limitChangesSchema } from '../../contracts/ledger/settings.ts';
import { categorySchema } from '../../contracts/words.ts';
import { limitChange, limitPreset, readLimits } from '../../engine/index.ts';
import type { RouteModule } from '../frame.ts';
import { demandChange } from '../input.ts';
import { operation } from '../operation.ts';
import { text } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Limits';

const getLimits = {
  method: 'get',
  path: '/api/limits',
  id: 'getLimits',
  tag,
  summary: 'What each limit has used and left, and when it is empty again',
  answer: named('Limits', limitsDocumentSchema),
} as const;

const changeLimits = {
  method: 'patch',
  path: '/api/limits/{category}',
  id: 'changeLimits',
  tag,
  summary: 'Change limits of a category, or of a category in one repository; null lifts one, what is absent stays',
  params: z.strictObject({ category: categorySchema }),
  query: z.strictObject({ repo: text.optional() }),
  body: limitChangesSchema,
  answer: named('LimitChange', limitChangeDocumentSchema),
  writes: true,
} as const;

const presetLimits = {
  method: 'post',
  path: '/api/limits/preset',
  id: 'presetLimits',
  tag,
  summary: 'Set the limits of every category at once; those of repositories stay',
  body: z.strictObject({ preset: z.enum(LIMIT_PRESETS) }),
  answer: named('LimitPreset', limitPresetDocumentSchema),
  writes: true,
} as const;

export const limitRoutes: RouteModule = (api, { store }) => {
  operation(api, getLimits, () => readLimits(store));
  operation(api, presetLimits, async ({ body: { preset }, signed }) =>
    limitPreset(preset, await store.call('siso_limits_preset', { ...signed(), p_preset: preset })),
  );
  operation(api, changeLimits, async ({ params: { category }, query: { repo = null }, body, signed }) => {
    const args = { p_category: category, p_repo: repo, p_changes: demandChange(body) };
    return limitChange(await store.call('siso_set_limits', { ...signed(), ...args }));
  });
};
