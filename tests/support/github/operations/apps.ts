import { numberOf, userAnswer } from '../answers.ts';
import type { StoredApp, StoredDelivery, StoredInstallation } from '../app.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { JsonObject } from '../schema.ts';
import type { StoredRepository } from '../state.ts';
import { type Asked, created, type Done, ok } from './call.ts';

/** About the app itself, with its JSON web token. */
export interface AppCall extends Asked {
  app: StoredApp;
  /** Where the path names one. */
  repository: StoredRepository | undefined;
}

export const APP_OPERATIONS: Record<string, (call: AppCall) => Done> = {
  'apps/get-authenticated': ({ app }) => ok({ id: app.id, slug: app.slug, name: app.slug, client_id: `Iv1.${app.id}` }),
  'apps/list-installations': (call) => ok(call.app.installations.map((each) => installationAnswer(call, each))),
  'apps/get-repo-installation': (call) => {
    const owner = call.repository?.owner.toLowerCase();
    const found = call.app.installations.find(({ account }) => account.toLowerCase() === owner);
    if (found === undefined) throw notFound();
    return ok(installationAnswer(call, found));
  },
  'apps/create-installation-access-token': ({ app, params }) => {
    const { token, until, installation } = app.newToken(Number(params.installation_id));
    const expires_at = new Date(until).toISOString().replace(/\.\d+Z$/, 'Z');
    return created({ token, expires_at, permissions: installation.permissions, repository_selection: 'all' });
  },
  'apps/list-webhook-deliveries': deliveries,
  'apps/redeliver-webhook-delivery': ({ app, params }) => {
    app.redeliver(Number(params.delivery_id));
    return { status: 202, known: {} };
  },
};

/** Newest first, and the next page by a cursor. */
function deliveries({ app, query }: AppCall): Done {
  const size = Number(query.get('per_page') ?? 30);
  const [, cursor] = /^v1_(\d+)$/.exec(query.get('cursor') ?? '') ?? [];
  if (query.has('cursor') && cursor === undefined) throw new Refusal(422, 'Invalid cursor');
  const all = app.deliveries.filter(({ id }) => cursor === undefined || id < Number(cursor)).reverse();
  const page = all.slice(0, size);
  const last = page.at(-1);
  const next = all.length > size && last !== undefined ? `v1_${last.id}` : null;
  return { ...ok(page.map(deliveryAnswer)), cursor: next };
}

function deliveryAnswer({ id, guid, event, action, deliveredAt, status, isRedelivery }: StoredDelivery): JsonObject {
  const words = {
    status: status >= 200 && status < 300 ? 'OK' : `Invalid HTTP Response: ${status}`,
    status_code: status,
  };
  const ids = { installation_id: null, repository_id: null };
  return {
    id,
    guid,
    event,
    action,
    delivered_at: deliveredAt,
    redelivery: isRedelivery,
    duration: 0.1,
    ...words,
    ...ids,
  };
}

function installationAnswer(
  { app, apiUrl }: AppCall,
  { id, account, permissions, suspended }: StoredInstallation,
): JsonObject {
  const owner = { ...userAnswer({ login: account, type: 'User' }), id: numberOf(account) };
  return {
    ...{ id, account: owner, permissions, app_id: app.id, app_slug: app.slug, target_type: 'User' },
    access_tokens_url: `${apiUrl}/app/installations/${id}/access_tokens`,
    suspended_at: suspended ? '2026-03-01T10:00:00Z' : null,
  };
}
