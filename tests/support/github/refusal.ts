import type { JsonObject } from './schema.ts';

/** An answer that is no success, in GitHub's words. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    { headers = {}, ...fields }: JsonObject & { headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    const documentation_url = 'https://docs.github.com/rest';
    this.body = { message, ...fields, documentation_url, status: String(status) };
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

export function invalid(resource: string, field: string, message?: string): Refusal {
  const detail = message === undefined ? { code: 'invalid' } : { code: 'custom', message };
  return new Refusal(422, 'Validation Failed', { errors: [{ resource, field, ...detail }] });
}
