import { settingChangesSchema, settingsDocumentSchema } from '../../contracts/api/settings.ts';
import { ledgerSettingsSchema } from '../../contracts/ledger/ledger-settings.ts';
import type { RouteModule } from '../frame.ts';
import { demandChange } from '../input.ts';
import { operation } from '../operation.ts';
import { named } from '../schemas.ts';

/** Names of the contracts to those of the ledger. */
const KEYS = {
  paused: 'paused',
  maxConcurrent: 'max_concurrent_jobs',
  allowUnknownPrice: 'allow_unknown_price',
  countCacheWrites: 'count_cache_writes',
  defaultEstimateTokens: 'default_estimate_tokens',
  defaultHoldMicros: 'default_hold_micros',
  tokenHold: 'token_hold',
} as const;

const getSettings = {
  method: 'get',
  path: '/api/settings',
  id: 'getSettings',
  tag: 'Settings',
  summary: 'Settings of the ledger, and every option of the server with where it is from',
  answer: named('Settings', settingsDocumentSchema),
} as const;

const changeSettings = {
  method: 'patch',
  path: '/api/settings',
  id: 'changeSettings',
  tag: 'Settings',
  summary: 'Change settings of the ledger; what is absent stays',
  body: settingChangesSchema,
  answer: named('LedgerSettings', ledgerSettingsSchema),
  writes: true,
} as const;

export const settingRoutes: RouteModule = (api, { store, settings }) => {
  operation(api, getSettings, async () => ({ ledger: await store.call('siso_settings', {}), options: settings() }));
  operation(api, changeSettings, async ({ body, signed }) => {
    const changes = demandChange(body);
    for (const [name, key] of Object.entries(KEYS)) {
      const value = changes[name as keyof typeof KEYS];
      if (value !== undefined) await store.call('siso_set_setting', { ...signed(key), p_key: key, p_value: value });
    }
    return store.call('siso_settings', {});
  });
};
