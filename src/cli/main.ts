#!/usr/bin/env node
import module from 'node:module';
import { takeSecret } from '../host/secrets.ts';
import { cacheFolder } from './folders.ts';

/** Not used by any command, and of no business to the processes that a task starts. */
const UNUSED_SECRETS = [
  'ANTHROPIC_AUTH_TOKEN',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'SUPABASE_SECRET_KEY',
  'SUPABASE_SERVICE_ROLE_KEY',
  'SISO_RUNNER_KEY',
  'NPM_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'OPENAI_API_KEY',
];

// Before anything else runs: no child of ours may find a secret in our environment.
const apiKey = takeSecret('ANTHROPIC_API_KEY');
for (const name of UNUSED_SECRETS) takeSecret(name);

// Whoever reads may go away, as `head` does or a terminal that is closed; a run goes on and settles.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

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
