import { defineConfig } from 'vitest/config';

const LEDGER = ['tests/acceptance/ledger/**/*.test.ts', 'tests/contract/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      // One Postgres a worker instead of one a file: a start takes seconds, a reset milliseconds.
      { extends: true, test: { name: 'ledger', include: LEDGER, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['tests/**/*.test.ts'], exclude: LEDGER } },
    ],
  },
});
