// A GitHub App as the double knows it: its key, where it is installed, and the webhooks that were sent to it.
import {
  createPublicKey,
  createVerify,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { z } from 'zod';
import { ALL_PERMISSIONS, type Permissions } from './permissions.ts';
import { notFound, Refusal } from './refusal.ts';
import type { JsonObject } from './schema.ts';
import { type Hook, sendWebhook } from './send.ts';

export interface StoredInstallation {
  id: number;
  /** The owner whose repositories it is for. */
  account: string;
  permissions: Permissions;
  suspended: boolean;
}

/** One attempt to deliver a webhook. */
export interface StoredDelivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  payload: JsonObject;
  deliveredAt: string;
  /** 0 where nobody answered. */
  status: number;
  isRedelivery: boolean;
}

export interface InstallationToken {
  token: string;
  installation: StoredInstallation;
  /** Milliseconds since 1970. */
  until: number;
}

const HOUR_MS = 3_600_000;
/** Larger than what a number of JavaScript holds exactly, as GitHub's are; even ones still are what they are. */
const FIRST_DELIVERY = 2 ** 53;
const UNREADABLE = 'A JSON web token could not be decoded';
const claimsSchema = z.object({ iat: z.int(), exp: z.int(), iss: z.union([z.string(), z.number()]) });

/** Made once: a key takes a moment, and tests only need that it is none of GitHub's. */
let keys: { privateKey: string; publicKey: KeyObject } | undefined;

function keyPair() {
  const made = keys ?? newKeyPair();
  keys = made;
  return made;
}

export function newKeyPair(): { privateKey: string; publicKey: KeyObject } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { privateKey: pem, publicKey: createPublicKey(privateKey) };
}

export class StoredApp {
  readonly id: number;
  readonly slug: string;
  /** PEM, as GitHub gives it to whoever made the app. */
  readonly privateKey = keyPair().privateKey;
  readonly installations: StoredInstallation[] = [];
  /** Every attempt, oldest first. */
  readonly deliveries: StoredDelivery[] = [];
  readonly tokens: InstallationToken[] = [];
  /** Where its webhooks go. Without it nobody answers. */
  hook: Hook | undefined;
  readonly #now: () => Date;
  readonly #sending = new Set<Promise<unknown>>();

  constructor({ id, slug, now }: { id: number; slug: string; now: () => Date }) {
    this.id = id;
    this.slug = slug;
    this.#now = now;
  }

  /** Of what it writes. */
  get login(): string {
    return `${this.slug}[bot]`;
  }

  install(account: string, permissions: Permissions = ALL_PERMISSIONS): StoredInstallation {
    const id = this.id * 1_000 + this.installations.length + 1;
    const made = { id, account, permissions, suspended: false };
    this.installations.push(made);
    return made;
  }

  /** Its tokens end at once. */
  uninstall(id: number): void {
    const [kept, keptTokens] = [
      this.installations.filter((each) => each.id !== id),
      this.tokens.filter(({ installation }) => installation.id !== id),
    ];
    this.installations.splice(0, Number.POSITIVE_INFINITY, ...kept);
    this.tokens.splice(0, Number.POSITIVE_INFINITY, ...keptTokens);
  }

  newToken(id: number): InstallationToken {
    const installation = this.installations.find((each) => each.id === id);
    if (installation === undefined) throw notFound();
    if (installation.suspended) throw new Refusal(403, 'This installation has been suspended');
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const made = { token, installation, until: this.#now().getTime() + HOUR_MS };
    this.tokens.push(made);
    return made;
  }

  installationWith(token: string): StoredInstallation | undefined {
    return this.tokens.find((each) => each.token === token && this.#now().getTime() < each.until)?.installation;
  }

  /** Whether a JSON web token is this app's; refuses one of its own that breaks GitHub's rules. */
  accepts(jwt: string): boolean {
    const [head = '', body = '', signature = '', ...more] = jwt.split('.');
    const header = decoded(head);
    const { data: claims } = claimsSchema.safeParse(decoded(body));
    if (claims === undefined || more.length > 0) return false;
    if (String(claims.iss) !== String(this.id)) return false;
    const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
    const isSigned = verifier.verify(keyPair().publicKey, signature, 'base64url');
    if (!isSigned || z.object({ alg: z.literal('RS256') }).safeParse(header).success === false) return false;
    const now = Math.floor(this.#now().getTime() / 1_000);
    if (claims.iat > now)
      throw new Refusal(
        401,
        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
      );
    if (claims.exp <= now)
      throw new Refusal(
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      );
    if (claims.exp - now > 600) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
    return true;
  }

  /** GitHub tells the app something. The attempt is kept whatever comes of it. */
  async send(event: string, payload: JsonObject, again?: StoredDelivery): Promise<StoredDelivery> {
    const guid = again?.guid ?? randomUUID();
    const sent = { event, payload, guid, appId: this.id };
    const status =
      this.hook === undefined
        ? 0
        : await sendWebhook(this.hook, sent).then(
            (answer) => answer.status,
            () => 0,
          );
    const id = FIRST_DELIVERY + 2 * this.deliveries.length;
    const action = typeof payload.action === 'string' ? payload.action : null;
    const deliveredAt = this.#now().toISOString();
    const attempt = { id, guid, event, action, payload, deliveredAt, status, isRedelivery: again !== undefined };
    this.deliveries.push(attempt);
    return attempt;
  }

  /** Like GitHub it says yes at once and sends afterwards; see `settled`. */
  redeliver(id: number): void {
    const found = this.deliveries.find((each) => each.id === id);
    if (found === undefined) throw notFound();
    const sending = this.send(found.event, found.payload, found).finally(() => this.#sending.delete(sending));
    this.#sending.add(sending);
  }

  /** Everything that was to be sent again has been. */
  async settled(): Promise<void> {
    await Promise.all(this.#sending);
  }
}

export function unreadable(): Refusal {
  return new Refusal(401, UNREADABLE);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
