import type { Micros } from '../domain/money.ts';
import type { ProxyRule } from '../domain/proxy.ts';
import type { Category, Environment, Priority } from '../domain/tasks.ts';
import { cacheFolder } from '../host/folders.ts';
import { CONFIG_FILES, readConfigFiles } from './files.ts';
import { type Found, find, type Sources } from './found.ts';
import type { Option } from './option.ts';
import { ALL_OPTIONS, OPTIONS } from './options.ts';

/** What variables and files say, checked. What is absent was set nowhere: the caller's default counts. */
export interface Settings {
  category?: Category | undefined;
  priority?: Priority | undefined;
  environment?: Environment | undefined;
  /** As written: a name or an alias. */
  model?: string | undefined;
  /** The most one task may cost, micro-USD. */
  budgetMicros?: Micros | undefined;
  timeoutMs?: number | undefined;
  /** A command that prepares a workspace. */
  prepare?: string | undefined;
  waitMs?: number | undefined;
  /** Tool rules. */
  allow?: string[] | undefined;
  /** Charged with every task. */
  labels?: Record<string, string> | undefined;
  /** Counted tokens at which one task is stopped. */
  perOperationTokens?: number | undefined;
  /** Counted tokens a day of the whole ledger. From the checkout it may only lower: `originOf`. */
  dailyTokens?: number | undefined;
  /** From the checkout it may only lower: `originOf`. */
  maxConcurrentJobs?: number | undefined;
  /** Absolute. */
  dataDirectory?: string | undefined;
  /** Absolute. */
  cacheDirectory: string;
  /** Absolute. */
  claudePath?: string | undefined;
  /** How long the ledger stays open after a command, milliseconds. */
  lingerMs: number;
  network: NetworkSettings;
  /** Address of the project that has the shared ledger. */
  supabaseUrl?: string | undefined;
}

/** `httpsProxy` may hold a password: show only its `proxyName`. */
export interface NetworkSettings extends ProxyRule {
  /** Absolute path of a PEM file. */
  caFile?: string | undefined;
}

/** Where the value of an option is from. */
export interface SettingOrigin {
  /** Name in the table, such as `tokenLimits.daily`. */
  option: string;
  /** Never a secret. */
  value: string;
  /** `default`, the name of a variable, `siso.config.json` or `.github/siso.yml`. */
  origin: string;
  note?: string;
}

export interface ReadSettings {
  settings: Settings;
  /** One of every option, in the order of the table. */
  origins: SettingOrigin[];
}

const LINGER_MS = 5 * 60_000;

/** Reads variables and the files of `folder`. Throws `config_invalid` that names what is wrong and what would be right. */
export async function readSettings({ folder, env }: { folder: string; env: NodeJS.ProcessEnv }): Promise<ReadSettings> {
  return settingsOf({ env, files: await readConfigFiles(folder) });
}

/** The same of files that were read elsewhere. */
export function settingsOf(sources: Sources): ReadSettings {
  const { env } = sources;
  const value = <Value>(option: Option<Value>) => find(option, sources)?.value;
  const settings = {
    category: value(OPTIONS.category),
    priority: value(OPTIONS.priority),
    environment: value(OPTIONS.environment),
    model: value(OPTIONS.model),
    budgetMicros: value(OPTIONS.budgetMicros),
    timeoutMs: value(OPTIONS.timeoutMs),
    prepare: value(OPTIONS.prepare),
    waitMs: value(OPTIONS.waitMs),
    allow: value(OPTIONS.allow),
    labels: value(OPTIONS.labels),
    perOperationTokens: value(OPTIONS.perOperationTokens),
    dailyTokens: value(OPTIONS.dailyTokens),
    maxConcurrentJobs: value(OPTIONS.maxConcurrentJobs),
    dataDirectory: value(OPTIONS.dataDirectory),
    cacheDirectory: value(OPTIONS.cacheDirectory) ?? cacheFolder(env),
    claudePath: value(OPTIONS.claudePath),
    lingerMs: readLinger(env),
    network: readNetwork(env),
    supabaseUrl: value(OPTIONS.supabaseUrl),
  };
  return { settings, origins: ALL_OPTIONS.map((option) => originRow(option, sources)) };
}

/** How long the ledger stays open after a command, milliseconds; in CI nothing is left running. Throws `config_invalid`. */
export function readLinger(env: NodeJS.ProcessEnv): number {
  return find(OPTIONS.lingerMs, { env, files: [] })?.value ?? (env.CI ? 0 : LINGER_MS);
}

/** Only variables say how the network is reached. */
function readNetwork(env: NodeJS.ProcessEnv): NetworkSettings {
  const value = <Value>(option: Option<Value>) => find(option, { env, files: [] })?.value;
  return {
    httpsProxy: value(OPTIONS.httpsProxy),
    noProxy: value(OPTIONS.noProxy),
    caFile: value(OPTIONS.caFile),
  };
}

/** Whose word the value of an option is: nobody's, the checkout's, or that of whoever set our environment. */
export function originOf(origins: readonly SettingOrigin[], option: string): 'default' | 'checkout' | 'environment' {
  const origin = origins.find((row) => row.option === option)?.origin ?? 'default';
  if (origin === 'default') return 'default';
  return CONFIG_FILES.some((name) => name === origin) ? 'checkout' : 'environment';
}

function originRow<Value>(option: Option<Value>, sources: Sources): SettingOrigin {
  const found: Found<Value> | undefined = find(option, sources);
  if (found === undefined) return { option: option.name, value: option.standard, origin: 'default' };
  const { value, from, unused } = found;
  const note = unused.length === 0 ? {} : { note: `also in ${unused.join(', ')}, without effect` };
  return { option: option.name, value: option.show(value), origin: from, ...note };
}
