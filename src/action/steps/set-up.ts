import { rm } from 'node:fs/promises';
import { installClaude, installFolder, verifyClaude } from '../../claude/index.ts';
import { readPlace, type StepContext } from '../context.ts';

/** Installs the pinned Claude Code, checked against the hash that this release knows. Only for what was admitted. */
export async function setUp(context: StepContext): Promise<number> {
  const { surroundings } = await readPlace(context);
  const { cacheDirectory, network } = surroundings.settings;
  const options = { cacheDir: cacheDirectory, network };
  const first = await installClaude(options);
  // The folder may be from a cache that other workflows write to as well, whatever it says of itself.
  const sound = first.source !== 'cache' || (await verifyClaude(options).then(always, never));
  if (!sound) await rm(installFolder(cacheDirectory), { recursive: true, force: true });
  const { path, source } = sound ? first : await installClaude(options);
  console.log(`Claude Code is in ${path} (${source === 'cache' ? 'from the cache' : 'installed now'}).`);
  return 0;
}

const always = () => true;
const never = () => false;
