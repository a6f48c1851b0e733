#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { takeSecret } from '../host/secrets.ts';

// Before anything else runs: no child of ours may find the key in our environment.
const apiKey = takeSecret('ANTHROPIC_API_KEY');

// Compiled code is kept beside the installed CLI: starting takes half the time.
const { cacheFolder } = await import('./folders.ts');
enableCompileCache(cacheFolder('node'));

const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv, { apiKey });
