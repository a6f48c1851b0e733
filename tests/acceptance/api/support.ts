import { OpenAPIClientAxios } from 'openapi-client-axios';
import { BUILT_SISO, type RunningSiso, type Siso } from '../../support/siso.ts';

export interface Served {
  siso: RunningSiso;
  url: string;
  token: string;
}

/** Starts the built `siso serve` on the rehearsal ledger, on a free port and without a worker. */
export async function served(
  place: Siso,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
) {
  const words = ['serve', '--rehearse', '--port', '0', '--no-worker', ...args];
  const siso = place.start(words, { command: BUILT_SISO, env });
  await siso.said(/^Token: .*$/m);
  const [, url = ''] = /on (http:\S+)/.exec(siso.printed) ?? [];
  const [, token = ''] = /^Token: (.*)$/m.exec(siso.printed) ?? [];
  return { siso, url, token } satisfies Served;
}

/** An operation by its id: answers the body. */
// biome-ignore lint/suspicious/noExplicitAny: each test says what it expects to be there
export type Call = (operation: string, parameters?: Record<string, unknown>, body?: unknown) => Promise<any>;

/** A client made from the document that the server itself gives. Throws for what is answered with an error. */
export async function clientOf({ url, token }: Served): Promise<Call> {
  const definition = JSON.parse(await (await fetch(`${url}/api/openapi.json`)).text());
  const api = new OpenAPIClientAxios({
    definition: { ...definition, servers: [{ url }] },
    axiosConfigDefaults: {
      ...{ headers: { authorization: `Bearer ${token}` }, proxy: false },
      // As the document has it: a list is the parameter several times.
      paramsSerializer: { indexes: null },
    },
  });
  const client = await api.init();
  return async (operation, parameters = {}, body = undefined) => {
    const call = client[operation];
    if (call === undefined) throw new Error(`The document has no operation ${operation}`);
    return (await call(Object(parameters), body)).data;
  };
}
