import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { bundle } from './bundle.ts';
import { type Files, filesBelow } from './folder.ts';
import { licenses } from './licenses.ts';
import { pgliteFiles } from './pglite.ts';
import { PROGRAMS, stage, starterOf } from './stage.ts';

/** Folders that the code reads at run time, by where it looks for them in dist. */
const FOLDERS = {
  'supabase/migrations': 'supabase/migrations',
  'task-prompts': 'task-prompts',
  'meter/rehearsal/scenarios': 'src/meter/rehearsal/scenarios',
};

/** Everything in dist except the packed empty ledger. */
export async function buildFiles(): Promise<Files> {
  const bundled = await bundleSource();
  const folders = Object.entries(FOLDERS).map(([name, source]) => filesBelow(source, name));
  const parts = await Promise.all([...folders, pgliteFiles()]);
  return new Map([
    ...bundled,
    ...parts.flatMap((files) => [...files]),
    ...startFiles(bundled),
    ['package.json', await manifest()],
    ['supabase/config.toml', await readFile('supabase/config.toml')],
  ]);
}

/** Two levels below the top, so that every path in the bundle is the same wherever the project lies. */
async function bundleSource(): Promise<Files> {
  await mkdir('build', { recursive: true });
  const folder = await mkdtemp(join(process.cwd(), 'build', 'dist-'));
  try {
    await stage(folder);
    const { files, modules } = await bundle(folder, 'siso.js');
    return files.set('licenses.txt', Buffer.from(await licenses(modules)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The files that node is told to start. Each names the bundle by its hash: an owner of a ledger is known by its own file. */
function startFiles(bundled: Files): Files {
  const hash = createHash('sha256');
  for (const name of [...bundled.keys()].sort()) hash.update(bundled.get(name) ?? '');
  const build = hash.digest('hex').slice(0, 16);
  const starts = Object.keys(PROGRAMS).map((program) => {
    const bundlePath = posix.relative(posix.dirname(program), 'siso.js');
    const path = bundlePath.startsWith('.') ? bundlePath : `./${bundlePath}`;
    const name = starterOf(program);
    const code = `// Made by scripts/build-dist.ts, build ${build}.\nimport { ${name} } from '${path}';\n\nawait ${name}();\n`;
    return [`${program}.js`, Buffer.from(code)] as const;
  });
  return new Map(starts);
}

/** dist is a package of its own, so that its files are modules wherever it lies. */
async function manifest(): Promise<Buffer> {
  const { name, version, license } = JSON.parse(await readFile('package.json', 'utf8'));
  return Buffer.from(`${JSON.stringify({ name, version, license, private: true, type: 'module' }, null, 2)}\n`);
}
