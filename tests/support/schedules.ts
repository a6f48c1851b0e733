import type { NewSchedule } from '../../src/contracts/ledger/schedules.ts';

/** Every day at half past three in Berlin, paused by nobody, made up for once. */
export const SCHEDULE: NewSchedule = {
  ...{ name: 'Nightly', cron: '30 3 * * *', zone: 'Europe/Berlin', request: { prompt: 'Tidy up.' } },
  ...{ workspace: '/srv/web', catchUp: 1, paused: false, nextAt: '2026-03-02T02:30:00Z' },
};
