/** The switch of a repository or an organisation: a variable, so that it needs no commit. */
export function isDisabled(env: NodeJS.ProcessEnv): boolean {
  return !['', '0', 'false', 'no', 'off'].includes(env.SISO_DISABLED?.trim().toLowerCase() ?? '');
}

export const DISABLED = 'SISO_DISABLED is set, so nothing was run and nothing was asked of the ledger.';
