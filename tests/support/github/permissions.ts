// What a token may do, as the `permissions:` of a workflow give it.
import { Refusal } from './refusal.ts';

export type Permissions = Partial<Record<'actions' | 'contents' | 'issues' | 'pull_requests', 'read' | 'write'>>;

/** Permissions of which one is enough. `metadata: read` every token has. */
const NEEDED: Record<string, Permissions[]> = {
  'repos/get': [],
  'repos/get-collaborator-permission-level': [],
  'pulls/list': [{ pull_requests: 'read' }],
  'pulls/create': [{ pull_requests: 'write' }],
  'pulls/update': [{ pull_requests: 'write' }],
  'issues/list-for-repo': [{ issues: 'read' }],
  'issues/create': [{ issues: 'write' }],
  'issues/update': [{ issues: 'write' }, { pull_requests: 'write' }],
  'issues/list-comments': [{ issues: 'read' }, { pull_requests: 'read' }],
  'issues/create-comment': [{ issues: 'write' }, { pull_requests: 'write' }],
  'issues/update-comment': [{ issues: 'write' }, { pull_requests: 'write' }],
  'reactions/create-for-issue-comment': [{ issues: 'write' }, { pull_requests: 'write' }],
  'actions/create-workflow-dispatch': [{ actions: 'write' }],
};

export const ALL_PERMISSIONS: Permissions = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
};
export const READING: Permissions = { actions: 'read', contents: 'read', issues: 'read', pull_requests: 'read' };

/** Refuses in GitHub's words, and names in its header what would do. For an issue the right to pull requests is not enough. */
export function demandPermission(operation: string, permissions: Permissions, of?: 'issue'): void {
  const all = NEEDED[operation] ?? [];
  const needed = of === 'issue' ? all.filter((each) => each.pull_requests === undefined) : all;
  if (needed.length === 0 || needed.some((each) => covers(permissions, each))) return;
  const accepted = needed.flatMap((each) => Object.entries(each).map(([name, level]) => `${name}=${level}`)).join('; ');
  throw new Refusal(403, 'Resource not accessible by integration', {
    headers: { 'x-accepted-github-permissions': accepted },
  });
}

function covers(permissions: Permissions, needed: Permissions): boolean {
  return NAMES.every(
    (name) => needed[name] === undefined || RANK.indexOf(permissions[name]) >= RANK.indexOf(needed[name]),
  );
}

const RANK: (string | undefined)[] = [undefined, 'read', 'write'];
const NAMES = ['actions', 'contents', 'issues', 'pull_requests'] as const;
