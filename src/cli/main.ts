#!/usr/bin/env node
import module from 'node:module';
import { takeSecret } from '../host/secrets.ts';
import { cacheFolder } from './folders.ts';

// Before anything else runs: no child of ours may find the key in our environment.
const apiKey = takeSecret('ANTHROPIC_API_KEY');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`✗ siso needs Node 22.15 or newer; this is ${process.version}.`);
  console.error('  In a checkout, npm run -s siso -- … uses the Node 24 that comes with it.');
  process.exit(2);
}

// Compiled code is kept beside the installed CLI: starting takes half the time.
module.enableCompileCache(cacheFolder('node'));

const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv, { apiKey });
