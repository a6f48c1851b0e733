/** Set where a runner runs tasks: its key, instead of the secret key of the project. */
export const RUNNER_KEY_VARIABLE = 'SISO_RUNNER_KEY';

/** Header that carries a runner key to the ledger. */
export const RUNNER_KEY_HEADER = 'x-siso-runner-key';

export const RUNNER_KEY_PREFIX = 'siso_rk_';

/** Whether a text has the shape of a runner key: the prefix, and 32 bytes in base64url. */
export function isRunnerKey(text: string): boolean {
  return /^siso_rk_[A-Za-z0-9_-]{43}$/.test(text);
}
