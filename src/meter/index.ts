/**
 * The meter: the gateway between `claude` and the API, in a process of its own. It alone holds the key, counts
 * every token and ends a run at its hold. Imports only domain, contracts and host.
 */
export { type JournalUsage, readJournal } from './journal.ts';
export {
  type Meter,
  type MeterEvent,
  type MeterOptions,
  type MeterStandby,
  standByMeter,
  startMeter,
} from './meter.ts';
export { loadScenario } from './rehearsal/scenarios.ts';
