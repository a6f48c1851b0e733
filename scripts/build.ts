// Builds build/ from src/: compiled JavaScript, the rehearsal's scenarios, the packed empty ledger.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { execa } from 'execa';

await mkdir('build', { recursive: true });
// What was built before goes, except the packed ledger, which takes seconds and knows when it is out of date.
const stale = (await readdir('build')).filter((name) => !name.startsWith('ledger-snapshot'));
await Promise.all(stale.map((name) => rm(`build/${name}`, { recursive: true })));

const run = { preferLocal: true, stdio: 'inherit', reject: false } as const;
const { exitCode } = await execa('tsc', ['-p', 'tsconfig.build.json'], run);
if (exitCode !== 0) process.exit(1);
await cp('src/meter/rehearsal/scenarios', 'build/meter/rehearsal/scenarios', { recursive: true });
const snapshot = await execa('node', ['scripts/build-snapshot.ts'], run);
process.exitCode = snapshot.exitCode ?? 1;
