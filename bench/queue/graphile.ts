import { Logger, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { RealPostgres } from '../../tests/support/real-postgres.ts';
import { connectTo } from '../../tests/support/real-postgres.ts';
import { BATCH, isFull, type System } from './system.ts';

const logger = new Logger(() => () => {}); // a line for each job otherwise

/**
 * graphile-worker as its documentation makes it fast: one pool with as many concurrent jobs as there are workers, jobs fetched ten at a time into
 * its local queue (as many as workers, where there are more), and completions collected. A completed job is deleted.
 */
export async function openGraphile(postgres: RealPostgres): Promise<System> {
  const url = await postgres.emptyDatabase();
  await runMigrations({ connectionString: url, logger });
  const filler = await connectTo(url);
  return {
    fill: async (count) => {
      const { rows } = await filler.query('select count(*)::int as n from graphile_worker._private_jobs');
      if (isFull(rows[0].n, count)) return;
      await filler.query(`
        select count(*) from graphile_worker.add_jobs(array(
          select ('empty', '{}', null, null, null, null, null, null)::graphile_worker.job_spec from generate_series(1, ${count - rows[0].n})))`);
      await filler.query('vacuum (analyze) graphile_worker._private_jobs');
    },
    start: async (workers) => {
      let done = 0;
      const pool = new pg.Pool({ connectionString: url, max: workers + 1 });
      pool.on('error', () => {});
      pool.on('connect', (client) => client.on('error', () => {}));
      const runner = await run({
        ...{ pgPool: pool, noHandleSignals: true, logger },
        preset: {
          worker: {
            ...{ concurrentJobs: workers, localQueue: { size: Math.max(BATCH, workers) }, completeJobBatchDelay: 0 },
            ...{ preparedStatements: true },
          },
        },
        taskList: { empty: () => {} },
      });
      runner.events.on('job:success', () => {
        done += 1;
      });
      return {
        done: () => done,
        stop: async () => {
          await runner.stop();
          await pool.end();
        },
      };
    },
    close: () => filler.end(),
  };
}
