import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** TypeScript files below folders of the project, as paths relative to its top level, which is the current directory. */
export function typescriptFiles(folders: string[]): string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
