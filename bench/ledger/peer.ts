import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Work } from './load.ts';

/** What the pairs of our ledger use: an estimate set aside, and less than that in the end. */
const ESTIMATE = 10_000;
const UNUSED = 8_500;

/**
 * rate-limiter-flexible as it is meant to be used: `consume` takes the estimate, `reward` gives back what was not used. Each is
 * one statement that changes one row of a counter, committed by itself.
 */
export async function openPeer(url: string, { clients, key }: { clients: number; key: (client: number) => string }) {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  pool.on('error', () => {}); // the next call tells
  const limiter = await new Promise<RateLimiterPostgres>((resolve, reject) => {
    const options = {
      storeClient: pool,
      tableName: 'peer',
      points: 2 ** 30,
      duration: 86_400,
      clearExpiredByTimeout: false,
    };
    const made: RateLimiterPostgres = new RateLimiterPostgres(options, (error?: Error) =>
      error ? reject(error) : resolve(made),
    );
  });
  const work = Array.from(
    { length: clients },
    (_, client): Work =>
      async () => {
        await limiter.consume(key(client), ESTIMATE);
        await limiter.reward(key(client), UNUSED);
        return undefined;
      },
  );
  return { work, close: () => pool.end() };
}
