import type { Parsed } from '../domain/values.ts';

/** The address of a project, or its id: `abcd` is `https://abcd.supabase.co`. Answers the address without anything behind the host. */
export function parseSupabase(text: string): Parsed<string> {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text))
    return { value: `https://${text.toLowerCase()}.supabase.co` };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname);
  const plain = url?.username === '' && url.password === '';
  if (url && plain && (url.protocol === 'https:' || local)) return { value: url.origin };
  return { problem: 'Give the address of a project, such as https://abcd.supabase.co, or its id.' };
}
