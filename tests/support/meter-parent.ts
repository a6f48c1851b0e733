import { spawn } from 'node:child_process';
import { RUN_MARKER } from '../../src/host/processes.ts';
import { loadScenario, startMeter } from '../../src/meter/index.ts';
import { PRICES } from './prices.ts';

/** A program that starts a meter and an "agent" under it, tells where they are, and then waits to be killed. */
const [journalPath = '', runMarker = ''] = process.argv.slice(2);
const meter = await startMeter({
  upstream: { kind: 'rehearsal', scenario: await loadScenario('hang') },
  hold: { amountMicros: 1_000_000, tokens: 100_000, prices: PRICES, countCacheWrites: false },
  models: ['claude-sonnet-5-5'],
  journalPath,
  runMarker,
});
meter.acknowledgeHeartbeat();
const agent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
  env: { [RUN_MARKER]: runMarker },
  detached: true,
  stdio: 'ignore',
});
console.log(JSON.stringify({ baseUrl: meter.baseUrl, agentKey: meter.agentKey, agent: agent.pid }));
