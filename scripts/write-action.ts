// Writes action.yml from the registry of inputs and outputs. A test finds it out of date.
import { writeFile } from 'node:fs/promises';
import { actionFile } from './action/action-file.ts';

await writeFile('action.yml', actionFile());
