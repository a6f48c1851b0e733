import type { OpenAPIHono } from '@hono/zod-openapi';
import type { SettingOrigin } from '../config/index.ts';
import type { LedgerFunction } from '../contracts/ledger/functions.ts';
import type { Surroundings } from '../engine/index.ts';
import type { Store } from '../store/index.ts';

/** Who asks. The loopback server knows one: whoever has its token is the user who started it. */
export interface Principal {
  /** As the ledger knows them; its roles decide what they may do. */
  actor: string;
  /** What they showed. `session`: signed in by the bot's server. */
  by: 'token' | 'session';
  /** Whether they may submit tasks in the name of somebody else. */
  mayActForOthers: boolean;
}

/** Answers who a request is from; `undefined` for nobody that is known. Must not take longer for a nearly right secret. */
export type Authenticate = (headers: Headers) => Principal | undefined | Promise<Principal | undefined>;

/** What the routes work with. */
export interface ApiContext {
  store: Store;
  /** Where submitted tasks are to run, and what is configured there. */
  surroundings: Surroundings;
  /** The folder that the server was told to work in; default: the current one, or in a rehearsal the example. */
  workspace?: string | undefined;
  /** The ledger is one of rehearsals. */
  rehearsal: boolean;
  version: string;
  /** Options with their origins; of secrets only whether they are set. */
  settings(): SettingOrigin[];
  /** Told of what is answered with 500. */
  onFault(error: unknown): void;
  /** Calls back after each call that wrote into the ledger from this process; answers how to stop that. */
  onWrite?(listener: (name: LedgerFunction) => void): () => void;
}

export interface ApiEnv {
  Variables: { requestId: string; principal: Principal };
  /** What the adapter of the server adds; nothing in tests without a port. */
  Bindings: { incoming?: { socket?: { remoteAddress?: string | undefined } } };
}

export type Api = OpenAPIHono<ApiEnv>;

/** Registers the routes of one subject. See routes/status.ts for how to write one. */
export type RouteModule = (api: Api, context: ApiContext) => void;
