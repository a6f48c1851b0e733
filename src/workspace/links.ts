/**
 * Whether a link at `path` (relative to the tree) must land inside the tree. Targets of the form `../../name/name`
 * only: after a name, `..` may leave through another link, and an absolute target leads into whatever is there later.
 */
export function staysInside(path: string, target: string): boolean {
  if (target.startsWith('/')) return false;
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const firstName = parts.findIndex((part) => part !== '..');
  const ups = firstName === -1 ? parts.length : firstName;
  const depth = path.split('/').length - 1;
  return ups <= depth && parts.slice(ups).every((name) => name !== '..' && name.toLowerCase() !== '.git');
}
