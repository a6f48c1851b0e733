import { hideProxies, SECRET_VARIABLES, secretOf } from '../host/secrets.ts';

// Before anything else runs: no child of ours may find a secret in our environment.
const secrets = Object.fromEntries(
  SECRET_VARIABLES.flatMap((name) => {
    const value = secretOf(name);
    return value === undefined ? [] : [[name, value] as const];
  }),
);
hideProxies();

const { runStep } = await import('./steps/index.ts');
process.exitCode = await runStep(process.argv[2], secrets);
