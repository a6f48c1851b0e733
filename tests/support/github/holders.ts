import type { IncomingMessage } from 'node:http';
import { type StoredApp, unreadable } from './app.ts';
import type { Permissions } from './permissions.ts';
import { Refusal } from './refusal.ts';
import type { Account, StoredRepository } from './state.ts';

/** Who asks, by a token. */
export interface Holder {
  permissions: Permissions;
  account: Account;
  /** Of the repositories that there are for it. Default: all. */
  owner?: string;
}

/** Who may ask the double for something. */
export class Holders {
  readonly apps: StoredApp[] = [];
  readonly #tokens = new Map<string, Holder>();

  add(token: string, holder: Holder): void {
    this.#tokens.set(token, holder);
  }

  of(request: IncomingMessage): Holder {
    const token = tokenOf(request);
    const holder = this.#tokens.get(token) ?? this.#installation(token);
    if (holder === undefined) throw new Refusal(401, token === '' ? 'Requires authentication' : 'Bad credentials');
    return holder;
  }

  /** The app whose JSON web token it is. */
  appOf(request: IncomingMessage): StoredApp {
    const token = tokenOf(request);
    const found = this.apps.find((app) => app.accepts(token));
    if (found === undefined) throw unreadable();
    return found;
  }

  #installation(token: string): Holder | undefined {
    for (const app of this.apps) {
      const found = app.installationWith(token);
      if (found?.suspended) throw new Refusal(403, 'This installation has been suspended');
      if (found !== undefined)
        return { permissions: found.permissions, account: { login: app.login, type: 'Bot' }, owner: found.account };
    }
    return undefined;
  }
}

export function mayReach({ owner }: Holder, repository: StoredRepository): boolean {
  return owner === undefined || owner.toLowerCase() === repository.owner.toLowerCase();
}

function tokenOf({ headers }: IncomingMessage): string {
  const [, token = ''] = /^(?:token|bearer) (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return token;
}
