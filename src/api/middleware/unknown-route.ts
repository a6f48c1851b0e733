import type { Context } from 'hono';
import { HttpFault } from '../fault.ts';
import type { Api, ApiEnv } from '../frame.ts';

/** Answers what has no route: OPTIONS with what is allowed, a wrong method with 405, everything else with 404. */
export function unknownRoute(api: Api): (context: Context<ApiEnv>) => Response {
  const routes = api.routes.filter(({ method }) => method !== 'ALL');
  const patterns = routes.map(({ path, method }) => ({ method, pattern: patternOf(path) }));
  return (context) => {
    const { path, method } = context.req;
    const known = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map((route) => route.method));
    if (known.size === 0) {
      throw new HttpFault('not_found', 'There is nothing at this address', {
        ...{ status: 404, hint: 'GET /api/openapi.json lists every operation.' },
      });
    }
    if (known.has('GET')) known.add('HEAD');
    const allow = [...known, 'OPTIONS'].sort().join(', ');
    if (method === 'OPTIONS') return context.body(null, 204, { allow });
    throw new HttpFault('usage', `This address does not take ${method.slice(0, 20)}`, {
      ...{ status: 405, headers: { allow }, hint: `It takes ${allow}.` },
    });
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
}
