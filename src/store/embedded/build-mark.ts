import { statSync } from 'node:fs';
import { programFile } from '../../host/package.ts';

export function keeperProgram(): string {
  return programFile('store/embedded/keeper');
}

/** Which build of siso this is: another one may know other functions of the ledger. */
export function buildMark(): string {
  const file = keeperProgram();
  return `${file} ${statSync(file).mtimeMs}`;
}
