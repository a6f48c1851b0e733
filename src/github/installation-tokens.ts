import { z } from 'zod';
import type { Caller } from './caller.ts';

interface Kept {
  token: string;
  /** Milliseconds since 1970. */
  until: number;
}

/** A token is not used in its last minutes: a request may wait for a rate limit before it is sent. */
const SPARE_MS = 5 * 60_000;

const tokenSchema = z
  .object({ token: z.string(), expires_at: z.string() })
  .transform(({ token, expires_at }): Kept => ({ token, until: Date.parse(expires_at) - SPARE_MS }));

/** The tokens of the app's installations, each asked for once and kept for as long as it is good. */
export class InstallationTokens {
  readonly #app: Caller;
  readonly #now: () => number;
  readonly #kept = new Map<number, Kept>();
  readonly #pending = new Map<number, Promise<Kept>>();

  constructor(app: Caller, now: () => number) {
    this.#app = app;
    this.#now = now;
  }

  /** `refused`: one that GitHub did not take. Throws `not_found` when the app is no longer installed there. */
  async tokenOf(installation: number, refused?: string): Promise<string> {
    const kept = this.#kept.get(installation);
    if (kept !== undefined && kept.token !== refused && this.#now() < kept.until) return kept.token;
    const pending = this.#pending.get(installation) ?? this.#ask(installation);
    this.#pending.set(installation, pending);
    return (await pending).token;
  }

  async #ask(installation: number): Promise<Kept> {
    const asked = { to: `get a token for the installation ${installation}`, needs: 'metadata: read' };
    try {
      const made = await this.#app.ask(asked, tokenSchema, ({ apps }) =>
        apps.createInstallationAccessToken({ installation_id: installation }),
      );
      this.#kept.set(installation, made);
      return made;
    } finally {
      this.#pending.delete(installation);
    }
  }
}
