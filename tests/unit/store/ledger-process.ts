// A process of its own that opens the ledger it is given and does what its parent asks.
import { openEmbeddedLedger } from '../../../src/store/embedded/store.ts';

export type ProcessRequest = { ask: 'role' } | { ask: 'close' } | { ask: 'expire'; requestIds: string[] };

const ledger = await openEmbeddedLedger(JSON.parse(process.argv[2] ?? ''));

process.on('message', async (request: ProcessRequest) => {
  if (request.ask === 'role') process.send?.(ledger.role);
  if (request.ask === 'expire') {
    const calls = request.requestIds.map((id) => ledger.call('siso_expire', { p_request_id: id }));
    process.send?.((await Promise.all(calls)).map(({ expired }) => expired));
  }
  if (request.ask === 'close') {
    await ledger.close();
    process.disconnect();
  }
});

process.send?.('open');
