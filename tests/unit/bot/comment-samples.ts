import type { Section, Thread, WaitingPlace } from '../../../bot/comments/types.ts';
import type { TaskRecord } from '../../../src/contracts/ledger/reports.ts';

/** A task as the ledger tells it, and what the bot knows beside it. */

export const SHA = '0123456789abcdef0123456789abcdef01234567';
export const MARKER = '<!-- siso thread=12 depth=0 sig=00112233445566778899aabbccddeeff -->';

const NONE = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, counted: 0 };
const SOME = { input: 8_200, output: 4_100, cacheRead: 90_000, cacheWrite5m: 5_000, cacheWrite1h: 0, counted: 12_300 };

const QUEUED: TaskRecord = {
  ...{ id: 'T-7K3Q2M9P', name: 'login fails on Safari', actor: 'octocat', category: 'development', priority: 'high' },
  ...{ environment: 'development', state: 'queued', reason: null, error: null, model: 'claude-sonnet-4-5' },
  ...{ tools: ['Read', 'Edit'], template: null, repo: 'acme/web', org: 'acme', labels: {}, attempt: 1 },
  ...{ budgetMicros: 2_000_000, holdMicros: 0, costMicros: 0, costSource: null, tokens: NONE },
  ...{ reportedCostMicros: null, turns: null, durationMs: null, sessionId: null, branch: null, changedFiles: [] },
  ...{ denials: [], cancelRequested: false, result: null, logs: '', createdAt: '2026-03-01T14:00:00+00:00' },
  ...{ startedAt: null, finishedAt: null, publication: null, events: [], progress: null, errors: [] },
  ...{ enqueuedAt: '2026-03-01T14:00:00+00:00', readyAt: null, dedupeKey: null, cachedFrom: null },
};

const ENDED: Partial<TaskRecord> = {
  ...{ holdMicros: 2_000_000, costMicros: 420_000, costSource: 'metered', tokens: SOME, turns: 9 },
  ...{ durationMs: 725_000, startedAt: '2026-03-01T14:05:10+00:00', finishedAt: '2026-03-01T14:17:15+00:00' },
};

export function queued(change: Partial<TaskRecord> = {}): TaskRecord {
  return { ...QUEUED, ...change };
}

export function ended(state: TaskRecord['state'], change: Partial<TaskRecord> = {}): TaskRecord {
  return { ...QUEUED, ...ENDED, state, reason: state === 'succeeded' ? 'completed' : 'agent_failed', ...change };
}

export function section(task: TaskRecord, beside: Partial<Section> = {}): Section {
  return {
    ...{ task, requestedBy: 'octocat', commandUrl: 'https://github.com/acme/web/issues/5#issuecomment-99' },
    ...{ dayLeftMicros: 3_200_000, dayCapMicros: 10_000_000 },
    ...beside,
  };
}

export function place(change: Partial<WaitingPlace>): WaitingPlace {
  return { position: 3, waiting: 7, waitsFor: null, startsAt: null, promised: false, aheadInFlow: 0, ...change };
}

export function thread(...sections: Section[]): Thread {
  return { marker: MARKER, sections, notices: [], rehearsal: false };
}

export const RUN_URL = 'https://github.com/acme/web/actions/runs/123456';

export const RUNNING = queued({
  ...{ state: 'running', holdMicros: 2_000_000, startedAt: '2026-03-01T14:05:10+00:00' },
  progress: {
    ...{ at: '2026-03-01T14:07:40+00:00', usedMicros: 420_000, usedTokens: 8_100, turns: 4, stage: 'running' },
    ...{ tool: 'Edit', line: 'The cookie is set without SameSite.' },
  },
});

export const PULL_REQUEST = ended('succeeded', {
  branch: 'siso/task-T-7K3Q2M9P',
  changedFiles: ['src/login.ts', 'tests/login.test.ts'],
  denials: ['Bash(rm -rf /)'],
  result:
    '## Cause\n\nThe cookie had no `SameSite`.\n\n```ts\ncookie.sameSite = "none";\n```\n\nThanks @octocat, fixes #5.',
  publication: {
    ...{ branch: 'siso/task-T-7K3Q2M9P', pullRequestNumber: 6 },
    pullRequestUrl: 'https://github.com/acme/web/pull/6',
  },
});
