import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { writeFiles } from './folder.ts';
import { pgliteStandIn } from './pglite.ts';

/** What dist starts as a process of its own, by its path in dist, without ending. */
export const PROGRAMS = {
  index: 'action/main',
  'meter/process': 'meter/process',
  'store/embedded/keeper': 'store/embedded/keeper',
};

/** Export of the bundle that starts a program. */
export function starterOf(program: string): string {
  return program.replaceAll('/', '_');
}

/** Puts into `folder` what ncc bundles: our programs as plain JavaScript, and packages that are bundled otherwise than they come. */
export async function stage(folder: string): Promise<void> {
  const manifest = { ...JSON.parse(await readFile('package.json', 'utf8')), sideEffects: false };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await cp('LICENSE', join(folder, 'LICENSE'));
  const starters = Object.entries(PROGRAMS).map(
    ([program, source]) => `export const ${starterOf(program)} = () => import('./src/${source}.js');`,
  );
  await writeFile(join(folder, 'siso.js'), starters.join('\n'));
  await Promise.all([
    transpile(folder),
    writeFiles(join(folder, 'node_modules/@electric-sql/pglite'), await pgliteStandIn()),
    // Its client for OpenID Connect, which we never call, brings a whole HTTP library.
    withoutSideEffects('@actions/core', folder),
  ]);
}

/** Types are checked by `npm run check`. */
async function transpile(folder: string): Promise<void> {
  const source = join(process.cwd(), 'src');
  const config = {
    extends: join(process.cwd(), 'tsconfig.json'),
    compilerOptions: { noEmit: false, noCheck: true, types: [], rootDir: source, outDir: 'src' },
    include: [],
    files: Object.values(PROGRAMS).map((name) => join(source, `${name}.ts`)),
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await execa('tsc', ['--project', join(folder, 'tsconfig.json')], { preferLocal: true });
}

/** A copy that says what is true and its `package.json` does not: what nobody imports of it need not run. */
async function withoutSideEffects(name: string, folder: string): Promise<void> {
  const copy = join(folder, 'node_modules', name);
  await mkdir(dirname(copy), { recursive: true });
  await cp(join('node_modules', name), copy, { recursive: true });
  const manifest = JSON.parse(await readFile(join(copy, 'package.json'), 'utf8'));
  await writeFile(join(copy, 'package.json'), JSON.stringify({ ...manifest, sideEffects: false }));
}
