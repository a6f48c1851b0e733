/** Started by a test as another user: the servers start, one task is admitted, and the servers stop. Says who did it. */
import { randomUUID } from 'node:crypto';
import { openSupabaseStore } from '../../src/store/index.ts';
import { small, TASK } from './ledger-arguments.ts';
import { startPostgrest } from './postgrest.ts';
import { startPostgres } from './real-postgres.ts';
import { pastGateway } from './supabase.ts';

const postgres = await startPostgres();
const database = await postgres.database({ defaultRole: 'admin' });
const postgrest = await startPostgrest(database.url);
const store = await openSupabaseStore({ url: postgrest.url, key: postgrest.serviceKey, fetch: pastGateway });
const { decision } = await store.call('siso_admit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small({}) } });
await store.close();
await postgrest.stop();
await postgres.stop();
console.log(JSON.stringify({ uid: process.getuid?.(), decision }));
