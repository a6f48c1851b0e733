import { installClaude } from '../../claude/index.ts';
import { readPlace, type StepContext } from '../context.ts';

/** Installs the pinned Claude Code, checked against the hash that this release knows. Only for what was admitted. */
export async function setUp(context: StepContext): Promise<number> {
  const { surroundings } = await readPlace(context);
  const { cacheDirectory, network } = surroundings.settings;
  const { path, source } = await installClaude({ cacheDir: cacheDirectory, network });
  console.log(`Claude Code is in ${path} (${source === 'cache' ? 'from the cache' : 'installed now'}).`);
  return 0;
}
