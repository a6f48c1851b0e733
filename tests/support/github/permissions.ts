// What a token may do, as the `permissions:` of a workflow give it.
import { Refusal } from './refusal.ts';

const NAMES = ['actions', 'checks', 'contents', 'issues', 'pull_requests'] as const;
export type Permissions = Partial<Record<(typeof NAMES)[number], 'read' | 'write'>>;

const READS: Permissions[] = [{ issues: 'read' }, { pull_requests: 'read' }];
const WRITES: Permissions[] = [{ issues: 'write' }, { pull_requests: 'write' }];

/** Permissions of which one is enough. `metadata: read` every token has. */
const NEEDED: Record<string, Permissions[]> = {
  'repos/get': [],
  'repos/get-collaborator-permission-level': [],
  'repos/get-content': [{ contents: 'read' }],
  'pulls/list': [{ pull_requests: 'read' }],
  'pulls/create': [{ pull_requests: 'write' }],
  'pulls/get': [{ pull_requests: 'read' }],
  'pulls/update': [{ pull_requests: 'write' }],
  'issues/get': READS,
  'issues/list-for-repo': [{ issues: 'read' }],
  'issues/create': [{ issues: 'write' }],
  'issues/update': WRITES,
  'issues/list-comments': READS,
  'issues/get-comment': READS,
  'issues/create-comment': WRITES,
  'issues/update-comment': WRITES,
  'reactions/list-for-issue-comment': READS,
  'reactions/create-for-issue-comment': WRITES,
  'reactions/delete-for-issue-comment': WRITES,
  'checks/create': [{ checks: 'write' }],
  'checks/update': [{ checks: 'write' }],
  'actions/create-workflow-dispatch': [{ actions: 'write' }],
  'actions/list-workflow-runs': [{ actions: 'read' }],
  'actions/get-workflow-run': [{ actions: 'read' }],
  'actions/cancel-workflow-run': [{ actions: 'write' }],
};

export const ALL_PERMISSIONS: Permissions = every('write');
export const READING: Permissions = every('read');

function every(level: 'read' | 'write'): Permissions {
  return Object.fromEntries(NAMES.map((name) => [name, level]));
}

/** Refuses in GitHub's words, and names in its header what would do. For an issue the right to pull requests is not enough. */
export function demandPermission(operation: string, permissions: Permissions, of?: 'issue'): void {
  const all = NEEDED[operation];
  if (all === undefined) throw new Error(`${operation} has no permissions in tests/support/github/permissions.ts`);
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
