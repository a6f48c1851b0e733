import type { LedgerArguments, LedgerFunction, LedgerResult } from '../contracts/ledger/functions.ts';
import type { Store } from './store.ts';

type Listener = (name: LedgerFunction) => void;

/** A store that tells who listens of each write of this process, once the ledger has answered. */
export class ObservedStore implements Store {
  readonly #store: Store;
  readonly #listeners = new Set<Listener>();

  constructor(store: Store) {
    this.#store = store;
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    const answer = await this.#store.call(name, args);
    if (isWrite(name, args)) for (const listener of this.#listeners) listener(name);
    return answer;
  }

  /** Answers how to stop listening. */
  onWrite(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#store.close();
  }
}

/** What writes has an id; one that calls another for somebody has it within. */
function isWrite(name: LedgerFunction, args: object): boolean {
  return 'p_request_id' in args || name === 'siso_github_act' || name === 'siso_github_receive';
}
