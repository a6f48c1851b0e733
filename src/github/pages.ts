export const PAGE = 100;
/** What is looked through for a comment or an issue: 1,000 of them. */
const MOST_PAGES = 10;

/** By number and not by the link to the next page, which could lead the token elsewhere. */
export async function findPaged<T>(
  predicate: (each: T) => boolean,
  pageOf: (page: number) => Promise<T[]>,
): Promise<T | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const items = await pageOf(page);
    const found = items.find(predicate);
    if (found !== undefined || items.length < PAGE) return found;
  }
  return undefined;
}

/** At most 1,000. */
export async function allPaged<T>(pageOf: (page: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const items = await pageOf(page);
    all.push(...items);
    if (items.length < PAGE) break;
  }
  return all;
}
