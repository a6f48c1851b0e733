#!/usr/bin/env node
import module from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from '../host/folders.ts';
import { hideProxies, SECRET_VARIABLES, secretOf } from '../host/secrets.ts';

// Before anything else runs: no child of ours may find a secret in our environment.
const secrets = new Map(SECRET_VARIABLES.map((name) => [name, secretOf(name)] as const));
const taken = [...secrets].flatMap(([name, value]) => (value === undefined ? [] : [name]));
hideProxies();

// Whoever reads may go away, as `head` does or a terminal that is closed; a run goes on and settles.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 15)) {
  console.error(`✗ siso needs Node 22.15 or newer; this is ${process.version}.`);
  console.error('  In a checkout, npm run -s siso -- … uses the Node 24 that comes with it.');
  process.exit(2);
}

// Compiled code is kept beside the installed CLI: starting takes half the time.
module.enableCompileCache(join(cacheFolder(process.env), 'node'));

const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv, { apiKey: secrets.get('ANTHROPIC_API_KEY'), taken });
