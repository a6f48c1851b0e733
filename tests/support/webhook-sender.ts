// A process that sends webhooks of a ledger on a real Postgres, whose URL it is given, until it is killed.
import pg from 'pg';
import { startWebhookSender } from '../../src/engine/index.ts';
import { openPostgresStore } from './postgres-store.ts';
import type { Database } from './real-postgres.ts';

const [url = ''] = process.argv.slice(2);
const connect = async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};
const store = await openPostgresStore({ url, connect } as Database);
startWebhookSender({ store, network: {}, everyMs: 50, onFault: (error) => console.error(error) });
setInterval(() => undefined, 60_000);
