// Checks that no file is longer than what one reads in one go. Functions and parameters are limited by biome.json.
import { readFileSync } from 'node:fs';
import { typescriptFiles } from './source-files.ts';

const MOST_LINES = 250;

const files = typescriptFiles(['src', 'bot', 'tests', 'bench', 'scripts']);
const sizes = files.map((file) => ({ file, lines: readFileSync(file, 'utf8').trimEnd().split('\n').length }));
const tooLong = sizes.filter(({ lines }) => lines > MOST_LINES);
for (const { file, lines } of tooLong)
  console.error(`${file} has ${lines} lines; ${MOST_LINES} is the limit. Split it by concern.`);
if (tooLong.length > 0) process.exitCode = 1;
else console.log(`${files.length} files have at most ${MOST_LINES} lines.`);
