import { randomUUID } from 'node:crypto';
import { redact } from '../domain/redact.ts';
import type { Store } from '../store/index.ts';

/** Most characters kept between two writes to the ledger; the ledger itself keeps 1 MB a task. */
const MAX_PENDING = 256_000;

/** The log of a run: short lines, redacted, written to the ledger in batches. */
export class RunLog {
  #pending: string[] = [];
  #size = 0;

  add(line: string): void {
    if (this.#size > MAX_PENDING) return;
    const text = `${new Date().toISOString()} ${redact(line)}\n`;
    this.#pending.push(text);
    this.#size += text.length;
  }

  /** Writes what has come since the last time. A log that cannot be written never stops a run. */
  async flush(store: Store, leaseToken: string): Promise<void> {
    if (this.#pending.length === 0) return;
    const text = this.#pending.join('');
    this.#pending = [];
    this.#size = 0;
    const written = { p_request_id: randomUUID(), p_lease_token: leaseToken, p_text: text };
    await store.call('siso_append_log', written).catch(() => undefined);
  }
}
