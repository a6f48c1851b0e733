import { startPostgrest } from './postgrest.ts';
import { startPostgres } from './real-postgres.ts';

/** Started by a test to be killed: says where its servers are and then waits. */
const database = await (await startPostgres()).database();
const postgrest = await startPostgrest(database.url);
console.log(JSON.stringify({ database: database.url, postgrest: postgrest.url }));
