import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect } from 'vitest';
import { type ApiHandler, type ApiOptions, bearerToken, createApi } from '../../../src/api/index.ts';
import { readSurroundings } from '../../../src/engine/index.ts';
import { ObservedStore, openStore } from '../../../src/store/index.ts';

export const HOST = '127.0.0.1:4780';
export const TOKEN = 'a-token-of-the-tests';
const PRINCIPAL = { actor: 'ada', by: 'token', mayActForOthers: true } as const;

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects to be there
  body: any;
}

interface Ask {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of the API of the file. */
  api?: ApiHandler;
}

/** The API on a rehearsal ledger of its own, one for a test file. Nobody listens anywhere. */
export class TestApi {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'siso-api-')));
  readonly faults: unknown[] = [];
  #options: ApiOptions | undefined;
  #api: ApiHandler | undefined;
  /** What the document says of the answers. */
  readonly #documented = new Ajv2020({ strict: false });

  async open(): Promise<void> {
    const dataDirectory = join(this.root, 'data');
    const store = new ObservedStore(await openStore({ directory: dataDirectory, rehearsal: true }));
    const surroundings = await readSurroundings({ workspace: this.root, dataDirectory, env: {} });
    this.#options = {
      ...{ store, surroundings, rehearsal: true, version: '1.2.3', hosts: [HOST] },
      ...{ settings: () => surroundings.origins, onFault: (error) => void this.faults.push(error) },
      onWrite: (listener) => store.onWrite(listener),
      authenticate: bearerToken(TOKEN, PRINCIPAL),
      rate: { requests: 100_000, perSeconds: 60 },
    };
    this.#api = createApi(this.#options);
    addFormats.default(this.#documented);
    this.#documented.addSchema({ $id: 'api', ...this.#api.document });
    await this.post('/api/limits/preset', { preset: 'unlimited' });
  }

  /** That an answer is as the document has it. */
  demandDocumented(path: string, method: string, { status, body }: Pick<Answer, 'status' | 'body'>): void {
    const place = [path, method, 'responses', `${status}`, 'content', 'application/json', 'schema'];
    const parts = place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
    const validate = this.#documented.getSchema(`api#/paths/${parts.join('/')}`);
    validate?.(body);
    expect([path, validate?.errors]).toEqual([path, null]);
  }

  async close(): Promise<void> {
    await this.#api?.close();
    await this.#options?.store.close();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  get options(): ApiOptions {
    if (this.#options === undefined) throw new Error('The API is not open yet');
    return this.#options;
  }

  /** Another API on the same ledger. */
  with(changes: Partial<ApiOptions>): ApiHandler {
    return createApi({ ...this.options, ...changes });
  }

  request(path: string, { method = 'GET', body, headers = {} }: Ask = {}): Request {
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return new Request(`http://${HOST}${path}`, {
      ...{ method, body: sent ?? null },
      headers: {
        ...{ host: HOST, authorization: `Bearer ${TOKEN}` },
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  }

  async ask(path: string, asked: Ask = {}): Promise<Answer> {
    const { status, headers, ...response } = await this.fetch(this.request(path, asked), asked.api);
    return { status, headers, body: response.text === '' ? undefined : JSON.parse(response.text) };
  }

  async fetch(request: Request, api = this.#api): Promise<{ status: number; headers: Headers; text: string }> {
    if (api === undefined) throw new Error('The API is not open yet');
    const response = await api.fetch(request);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask(path, { method: 'POST', body, headers });
  }

  /** Leaves a task in the queue; answers its id. */
  async queued(task: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await this.post('/api/tasks', { prompt: `Fix ${randomUUID()}`, ...task });
    if (status !== 201) throw new Error(`This test needs a task: ${JSON.stringify(body)}`);
    return body.taskId;
  }
}

/** The one API of a test file. */
export function testApi(): TestApi {
  const api = new TestApi();
  beforeAll(() => api.open());
  afterAll(() => api.close());
  return api;
}
