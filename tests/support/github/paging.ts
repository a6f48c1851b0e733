import type { Done } from './operations/call.ts';
import type { Json } from './schema.ts';

/** A list is answered by the page, with links to the others. */
export function paged({ known, cursor }: Done, url: URL): { known: Json; link?: string } {
  if (!Array.isArray(known)) return { known };
  const to = (name: string, value: string, relation: string): string => {
    const target = new URL(url);
    target.searchParams.set(name, value);
    return `<${target.href}>; rel="${relation}"`;
  };
  if (typeof cursor === 'string') return { known, link: to('cursor', cursor, 'next') };
  if (cursor === null) return { known };
  const [page, size] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('per_page') ?? 30)];
  const last = Math.ceil(known.length / size);
  const items = known.slice((page - 1) * size, page * size);
  if (page >= last) return { known: items };
  return { known: items, link: [to('page', String(page + 1), 'next'), to('page', String(last), 'last')].join(', ') };
}
