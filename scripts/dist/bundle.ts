import { createRequire } from 'node:module';
import { join } from 'node:path';
import { minify } from 'rolldown/utils';
import { z } from 'zod';
import type { Files } from './folder.ts';

/** What ncc answers; it comes without types. */
const bundledSchema = z.object({
  code: z.string(),
  assets: z.record(z.string(), z.object({ source: z.union([z.string(), z.instanceof(Buffer)]) })),
  // Not copied: it is an object with methods.
  stats: z.custom<{ toJson(options: object): unknown }>((value) => typeof value === 'object'),
});
type Module = { nameForCondition?: string | undefined; modules?: Module[] | undefined };
const moduleSchema: z.ZodType<Module> = z.lazy(() =>
  z.object({
    nameForCondition: z
      .string()
      .nullish()
      .transform((path) => path ?? undefined),
    modules: z.array(moduleSchema).optional(),
  }),
);
const statsSchema = z.object({ modules: z.array(moduleSchema) });

/** What is asked for when somebody needs it, and not shipped. */
const NOT_BUNDLED = ['kerberos'];

export interface Bundle {
  files: Files;
  /** Paths of all modules that are in it. */
  modules: string[];
}

/** Bundles `entry` of `folder`. Throws for a module that is nowhere. */
export async function bundle(folder: string, entry: string): Promise<Bundle> {
  const { code, assets, stats } = await runNcc(folder, entry);
  const files: Files = new Map([[entry, await readable(entry, code)]]);
  // ncc's own package.json says only what ours says too.
  for (const [name, { source }] of Object.entries(assets))
    if (name !== 'package.json') files.set(name, await readable(name, source.toString()));
  return { files, modules: modulesOf(stats) };
}

async function runNcc(folder: string, entry: string): Promise<z.infer<typeof bundledSchema>> {
  const ncc = createRequire(import.meta.url)('@vercel/ncc');
  const before = process.cwd();
  // What ncc writes of paths is relative to where it runs.
  process.chdir(folder);
  try {
    return bundledSchema.parse(
      await ncc(join(folder, entry), { cache: false, esm: true, filename: entry, quiet: true, target: 'es2022' }),
    );
  } finally {
    process.chdir(before);
  }
}

/** Without comments, a third of the bytes; names and lines stay, so that a stack trace tells something. */
async function readable(name: string, code: string): Promise<Buffer> {
  if (!name.endsWith('.js')) throw new Error(`ncc made ${name}, which scripts/dist does not know of`);
  demandBundled(code);
  const options = { module: true, compress: false, mangle: false, codegen: { removeWhitespace: false } };
  const { code: stripped, errors } = await minify(name, code, options);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  return Buffer.from(stripped);
}

/** ncc would leave it to whoever runs the bundle to find out. */
function demandBundled(code: string): void {
  const missing = [...code.matchAll(/eval\("require"\)\("([^"]+)"\)/g)].map(([, name = '']) => name);
  const first = missing.find((name) => !NOT_BUNDLED.includes(name));
  if (first !== undefined) throw new Error(`The source imports ${first}, which is nowhere`);
}

function modulesOf(stats: z.infer<typeof bundledSchema>['stats']): string[] {
  const all = { all: false, ids: true, modules: true, nestedModules: true, modulesSpace: 1e9, nestedModulesSpace: 1e9 };
  const flat = (modules: Module[]): string[] =>
    modules.flatMap(({ nameForCondition, modules: inner = [] }) => [
      ...(nameForCondition === undefined ? [] : [nameForCondition]),
      ...flat(inner),
    ]);
  return flat(statsSchema.parse(stats.toJson(all)).modules);
}
