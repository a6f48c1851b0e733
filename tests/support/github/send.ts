import { createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from './schema.ts';

/** Where webhooks are sent to. */
export interface Hook {
  url: string;
  secret: string;
}

export interface Sent {
  event: string;
  payload: JsonObject;
  /** `x-github-delivery`: a UUID, and the same when it is sent again. */
  guid?: string;
  /** Whose hook it is. Default: the repository's. */
  appId?: number;
}

/** A webhook with the headers that GitHub sends, signed. Rejects when nobody answers. */
export function sendWebhook(
  { url, secret }: Hook,
  { event, payload, guid = randomUUID(), appId }: Sent,
): Promise<Response> {
  const body = JSON.stringify(payload);
  const signed = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/d0ub1e0',
      accept: '*/*',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-github-hook-id': '1',
      'x-github-hook-installation-target-id': String(appId ?? 1),
      'x-github-hook-installation-target-type': appId === undefined ? 'repository' : 'integration',
      'x-hub-signature': `sha1=${signed('sha1')}`,
      'x-hub-signature-256': `sha256=${signed('sha256')}`,
    },
  });
}
