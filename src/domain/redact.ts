/** Shapes of credentials that must not reach a log, a comment or the ledger. */
const SECRETS: RegExp[] = [
  /\bsk-ant-[A-Za-z0-9_-]{8,}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\b(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g,
  /\bsb_secret_[A-Za-z0-9_-]{8,}/g,
  /\bsiso_rk_[A-Za-z0-9_-]{8,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  // Tried once a run of its characters: tried at each head within one, a run of heads would take quadratic time.
  /(?<![\w-])(?=[\w-]*eyJ[\w-]{10})[\w-]+\.[\w-]{10,}\.[\w-]{10,}/g,
  // What stands before the host of an address, of a proxy for example.
  /(?<=:\/\/)[^\s/@:]*:[^\s/]+(?=@)/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** `text` with everything that looks like a credential, and every one of `known`, replaced by `[redacted]`. */
export function redact(text: string, known: readonly string[] = []): string {
  const plain = known
    .filter((secret) => secret.length >= 8)
    .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  // Postgres keeps neither a NUL nor half of a surrogate pair, and what a model says may have both.
  const storable = plain.replaceAll('\0', '').toWellFormed();
  return SECRETS.reduce((rest, shape) => rest.replace(shape, '[redacted]'), storable);
}
