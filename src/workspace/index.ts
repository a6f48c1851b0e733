/** What happens to files: a private copy of the repository in, a patch or a branch out. May import domain, contracts, host. */
export type { Changes } from './changes.ts';
export { BOT_IDENTITY, type Identity } from './commit.ts';
export { copyExample } from './example.ts';
export { inspectAtCommit } from './fetch-commit.ts';
export { refreshMirror } from './mirror.ts';
export { openWorkspace, type Workspace } from './open.ts';
export { commitPatch } from './publish/commit-patch.ts';
export { inspectChanges } from './publish/inspect.ts';
export { readPatchFolder, writePatchFolder } from './publish/patch-folder.ts';
export { type PushOptions, type PushOutcome, pushResult } from './publish/push.ts';
export type { RemoteOptions } from './publish/remote.ts';
export { disposeWorkspace } from './remove.ts';
export { inspectRepository, type SourceRepository } from './repository.ts';
export { isTracked } from './tracked.ts';
