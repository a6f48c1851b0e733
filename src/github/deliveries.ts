import { z } from 'zod';
import { deliverySchema, type FailedDelivery } from './bot-answers.ts';
import type { Caller } from './caller.ts';
import { PAGE } from './pages.ts';

/** 5,000 attempts: GitHub keeps three days of them, and a busy app has more than anybody wants to read every few minutes. */
const MOST_PAGES = 50;
const asked = { to: 'list the webhooks of the GitHub App', needs: 'metadata: read' };

/** Newest first GitHub lists all attempts, and a later one may have been taken. */
export async function failedSince(caller: Caller, since: Date): Promise<FailedDelivery[]> {
  const last = new Map<string, FailedDelivery>();
  const taken = new Set<string>();
  let cursor: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, next } = await pageAt(caller, cursor);
    for (const each of items.filter(({ deliveredAt }) => Date.parse(deliveredAt) >= since.getTime())) {
      if (each.status >= 200 && each.status < 300) taken.add(each.guid);
      if (!last.has(each.guid)) last.set(each.guid, each);
    }
    const oldest = items.at(-1);
    if (next === undefined || oldest === undefined || Date.parse(oldest.deliveredAt) < since.getTime()) break;
    cursor = next;
  }
  return [...last.values()].filter(({ guid }) => !taken.has(guid)).reverse();
}

async function pageAt(caller: Caller, cursor: string | undefined) {
  const { data, link } = await caller.askPage(asked, z.array(deliverySchema), ({ apps }) =>
    apps.listWebhookDeliveries({ per_page: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
  );
  return { items: data, next: cursorOf(link) };
}

/** Only its cursor is taken over: the link itself could lead elsewhere. */
function cursorOf(link: string): string | undefined {
  const [, target = ''] = /<([^>]*)>;\s*rel="next"/.exec(link) ?? [];
  return URL.canParse(target) ? (new URL(target).searchParams.get('cursor') ?? undefined) : undefined;
}
