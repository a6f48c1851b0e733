/** Why a path must not be published, whatever is at it. */
export type PathProblem = 'trick' | 'git' | 'modules' | 'github';

/** Code points that HFS+ leaves out when it compares names. */
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * What is wrong with `path` on any system that may check it out: Windows takes `\` for `/`, `.git.` and `.git::$DATA` for `.git`,
 * and `GIT~1` for its short name; HFS+ leaves some characters out; both take any case.
 */
export function pathProblem(path: string): PathProblem | undefined {
  if (/^[a-z]:[\\/]/i.test(path)) return 'trick';
  const raw = path.split(/[\\/]/);
  const names = raw.map(folded);
  if (raw.includes('') || names.includes('')) return 'trick';
  if (names.some((name) => name === '.git' || /^git~\d+$/.test(name))) return 'git';
  const [first = ''] = names;
  if (first === '.github' || /^github~\d+$/.test(first)) return 'github';
  // Windows makes such a short name from the start of the long one, or from a hash of it.
  if (first === '.gitmodules' || /^(gitmod|gi7eba)~\d+$/.test(first)) return 'modules';
  return undefined;
}

/** A name as the most forgiving file system compares it; empty for `.`, `..` and what such a system takes for them. */
function folded(name: string): string {
  return name
    .replaceAll(IGNORED_BY_HFS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');
}
