/** Model names as people write them. Source: the alias table of Claude Code 2.1.330, measured. */
const ALIASES = new Map([
  ['opus', 'claude-opus-5-5'],
  ['best', 'claude-opus-5-5'],
  ['default', 'claude-opus-5-5'],
  ['sonnet', 'claude-sonnet-5-5'],
  ['opusplan', 'claude-sonnet-5-5'],
  ['haiku', 'claude-haiku-5-5'],
  ['fable', 'claude-fable-5-2'],
  // The CLI silently sends these two to Opus 5.5.
  ['claude-opus-4-0', 'claude-opus-5-5'],
  ['claude-opus-4-1', 'claude-opus-5-5'],
]);

export const DEFAULT_MODEL = 'claude-sonnet-5-5';

/** The name that prices are kept under: alias resolved, `[1m]` suffix and release date removed. */
export function canonicalModel(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/\[[^\]]*\]$/, '')
    .replace(/-\d{8}$/, '');
  return ALIASES.get(plain) ?? plain;
}
