import { setFlagsFromString } from 'node:v8';

/**
 * Postgres is WebAssembly. The optimising compiler pays off after many calls and a command makes ten: without it the
 * ledger opens and admits in half the processor time (measured). Called before Postgres is loaded.
 */
export function compileForOneCommand(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

/** For a process that lives long: what is called often is optimised early, which makes an admission a quarter faster (measured). */
export function compileForService(): void {
  setFlagsFromString('--wasm-tiering-budget=100000');
}
