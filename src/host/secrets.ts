import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';

/** Taken out of the environment at the start: none of them is of any business to the processes that a task starts. */
export const SECRET_VARIABLES = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'SUPABASE_SECRET_KEY',
  'SUPABASE_SERVICE_ROLE_KEY',
  'SUPABASE_PUBLISHABLE_KEY',
  'SUPABASE_ANON_KEY',
  'SUPABASE_ACCESS_TOKEN',
  'SUPABASE_DB_PASSWORD',
  'DATABASE_URL',
  'SISO_RUNNER_KEY',
  'SISO_API_TOKEN',
  'SISO_APP_PRIVATE_KEY',
  'SISO_WEBHOOK_SECRET',
  // GitHub's `inputs` context, which holds a token
  'SISO_ACTION_INPUTS',
  'SISO_GITHUB_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'OPENAI_API_KEY',
] as const;

/** Addresses of proxies may hold a password, and are used: by us and by npm. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/** Keeps the passwords of proxies in our own memory only, where no other process of this user can read them. */
export function hideProxies(): void {
  for (const name of PROXY_VARIABLES) {
    const value = process.env[name]?.includes('@') ? takeSecret(name) : undefined;
    // Set anew it lies elsewhere than what the kernel shows of us.
    if (value !== undefined) process.env[name] = value;
  }
}

/**
 * Takes a secret out of this process: answers its value without blanks around it and removes it from `process.env` and, on Linux, from
 * `/proc/self/environ`. Deleting the variable alone leaves it there for every child of the same user to read.
 */
function takeSecret(name: string): string | undefined {
  const value = process.env[name];
  if (value === undefined) return undefined;
  delete process.env[name];
  scrubInitialEnvironment(name);
  return value.trim() || undefined;
}

/** Taken out of the environment, for those of this process that need them later. */
const TAKEN = new Map<string, string>();

/** The secret of this process's environment, taken out of it when it is first asked for. */
export function secretOf(name: string): string | undefined {
  const value = takeSecret(name);
  if (value !== undefined) TAKEN.set(name, value);
  return TAKEN.get(name);
}

/** Overwrites the variable where the kernel looks: the memory between env_start and env_end of this process. */
function scrubInitialEnvironment(name: string): void {
  if (process.platform !== 'linux') return;
  try {
    const fields = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    // Fields 50 and 51 of proc(5); two are before the closing parenthesis of the name.
    const [start, end] = [Number(fields[47]), Number(fields[48])];
    const memory = openSync('/proc/self/mem', 'r+');
    try {
      overwriteValue(memory, { name, start, length: end - start });
    } finally {
      closeSync(memory);
    }
  } catch {
    // A hardened kernel may forbid it; `siso doctor` tells, because it looks at the result.
  }
}

function overwriteValue(
  memory: number,
  { name, start, length }: { name: string; start: number; length: number },
): void {
  const block = Buffer.alloc(length);
  readSync(memory, block, 0, length, start);
  const key = Buffer.from(`${name}=`, 'latin1');
  for (let at = block.indexOf(key); at !== -1; at = block.indexOf(key, at + 1)) {
    if (at > 0 && block[at - 1] !== 0) continue;
    const from = at + key.length;
    const to = block.indexOf(0, from);
    writeSync(memory, Buffer.alloc((to === -1 ? length : to) - from, 'x'), 0, undefined, start + from);
  }
}

/** Whether `value` can still be read in `/proc/self/environ`. */
export function environmentShows(value: string): boolean {
  try {
    return readFileSync('/proc/self/environ', 'latin1').includes(value);
  } catch {
    return false;
  }
}
