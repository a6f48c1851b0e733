import { durationOrNoneSchema, written } from '../contracts/config.ts';
import { parseProxy, proxyName } from '../domain/proxy.ts';
import { asWritten, duration, folder, word } from './kinds.ts';
import { option } from './option.ts';
import { parseSupabase } from './supabase.ts';

/** The part of the table that only variables set: what names a program, a place or a way to the network. */

/** Places and programs of this machine. */
const places = {
  dataDirectory: option({
    ...folder,
    name: 'dataDirectory',
    variables: ['SISO_DATA_DIR'],
    standard: '.siso at the top of the repository, which git must not track',
    description: 'Folder of the ledger and of the runs.',
    example: '/var/lib/siso',
  }),
  cacheDirectory: option({
    ...folder,
    name: 'cacheDirectory',
    variables: ['SISO_CACHE_DIR'],
    standard: "siso in the user's cache folder",
    description: 'Folder of what can be made again, such as the installed Claude Code.',
    example: '/var/cache/siso',
  }),
  claudePath: option({
    ...folder,
    name: 'claudePath',
    variables: ['SISO_CLAUDE_PATH'],
    flag: '--claude-path',
    standard: 'the pinned version, which siso installs',
    description: 'A Claude Code binary of your own; it must be of the pinned version.',
    example: '/opt/claude/bin/claude',
  }),
  lingerMs: option({
    ...duration,
    name: 'linger',
    inFiles: false,
    variables: ['SISO_LINGER'],
    schema: durationOrNoneSchema,
    standard: '5m, and 0 where CI is set',
    description:
      'How long a process keeps the ledger open after a command, which makes the next one start faster; 0 for never.',
    example: '30m',
  }),
};

/** The way to the network. */
const network = {
  httpsProxy: option({
    name: 'httpsProxy',
    inFiles: false,
    secret: true,
    variables: ['HTTPS_PROXY', 'https_proxy'],
    schema: written(parseProxy),
    fromText: asWritten,
    show: proxyName,
    standard: 'none',
    description:
      'HTTP proxy for requests to the API and for the download of Claude Code; only host and port are ever shown.',
    example: 'http://proxy.example:3128',
  }),
  noProxy: option({
    ...word,
    name: 'noProxy',
    inFiles: false,
    variables: ['NO_PROXY', 'no_proxy'],
    schema: written((text) => ({ value: text })),
    standard: 'none; this machine is never reached through a proxy',
    description: 'Hosts that are reached without the proxy: example.com and what is below it, host:port, or *.',
    example: 'registry.internal,.example.com',
  }),
  caFile: option({
    ...folder,
    name: 'caFile',
    variables: ['SISO_CA_FILE', 'NODE_EXTRA_CA_CERTS'],
    standard: 'none',
    description: 'PEM file with certificate authorities that are trusted beside the usual ones.',
    example: '/etc/ssl/company-ca.pem',
  }),
  supabaseUrl: option({
    ...word,
    name: 'supabaseUrl',
    inFiles: false,
    variables: ['SUPABASE_URL', 'SUPABASE_PROJECT_ID'],
    schema: written(parseSupabase),
    standard: 'none',
    description:
      'Supabase project whose ledger is used instead of the embedded one, as its address or its id. Needs its secret key in SUPABASE_SECRET_KEY, or its publishable key in SUPABASE_PUBLISHABLE_KEY and a runner key in SISO_RUNNER_KEY.',
    example: 'https://abcdefghijklmnopqrst.supabase.co',
  }),
};

export const MACHINE_OPTIONS = { ...places, ...network };
