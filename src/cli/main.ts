#!/usr/bin/env node
import { takeSecret } from '../host/secrets.ts';

// Before anything else runs: no child of ours may find the key in our environment.
const apiKey = takeSecret('ANTHROPIC_API_KEY');

const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv, { apiKey });
