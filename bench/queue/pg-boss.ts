import { PgBoss } from 'pg-boss';
import type { RealPostgres } from '../../tests/support/real-postgres.ts';
import { connectTo } from '../../tests/support/real-postgres.ts';
import { BATCH, isFull, type System, workersOf } from './system.ts';

const QUEUE = 'empty';
const CHUNK = 20_000;

/** pg-boss by its `fetch` of ten and its `complete` of those ten, each one statement; its supervision is off. Completed jobs are kept. */
export async function openPgBoss(postgres: RealPostgres): Promise<System> {
  const url = await postgres.emptyDatabase();
  const open = async (max: number) => {
    const boss = new PgBoss({ connectionString: url, max, supervise: false, schedule: false });
    boss.on('error', () => {}); // the call throws too
    return boss.start();
  };
  const first = await open(1);
  await first.createQueue(QUEUE);
  await first.stop({ graceful: false });
  const filler = await connectTo(url);
  return {
    fill: async (count) => {
      const { rows } = await filler.query(`select count(*)::int as n from pgboss.job where state = 'created'`);
      if (isFull(rows[0].n, count)) return;
      const boss = await open(1);
      for (let missing = count - rows[0].n; missing > 0; missing -= CHUNK) {
        await boss.insert(QUEUE, Array(Math.min(CHUNK, missing)).fill({}));
      }
      await boss.stop({ graceful: false });
      await filler.query('vacuum (analyze)');
    },
    start: async (workers) => {
      const boss = await open(workers);
      const turn = async () => {
        const jobs = await boss.fetch(QUEUE, { batchSize: BATCH });
        if (jobs.length > 0)
          await boss.complete(
            QUEUE,
            jobs.map(({ id }) => id),
          );
        return jobs.length;
      };
      const running = workersOf(Array.from({ length: workers }, () => turn));
      return {
        done: running.done,
        stop: async () => {
          await running.stop();
          await boss.stop({ graceful: false });
        },
      };
    },
    close: () => filler.end(),
  };
}
