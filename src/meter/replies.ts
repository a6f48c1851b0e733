import type { ServerResponse } from 'node:http';

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  404: 'not_found_error',
  413: 'request_too_large',
  500: 'api_error',
  502: 'api_error',
};

/** Answers with an error in the form of the Messages API. Our own refusals hold, so the client is told not to repeat them. */
export function replyError(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({ type: 'error', error: { type: TYPES[status] ?? 'api_error', message } });
  const repeat = status >= 500 ? {} : { 'x-should-retry': 'false' };
  response.writeHead(status, { 'content-type': 'application/json', ...repeat }).end(body);
}
