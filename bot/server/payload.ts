/** Nothing that GitHub sends is nearly as deep. */
const DEEPEST = 100;

/** The body of a webhook as an object, or `undefined` where it is none, is no UTF-8, or is nested beyond reason. */
export function parsePayload(body: Buffer): Record<string, unknown> | undefined {
  try {
    const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isRecord(payload) && isPlain(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether it is not too deep for what walks through it later. A key `__proto__` is taken out: JSON has it as a field like any other,
 * but whoever copies fields would set a prototype. No recursion: that is what deep nesting would break.
 */
function isPlain(payload: object): boolean {
  let level: object[] = [payload];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false;
    const next: object[] = [];
    for (const each of level) {
      Reflect.deleteProperty(each, '__proto__');
      for (const value of Object.values(each)) if (typeof value === 'object' && value !== null) next.push(value);
    }
    level = next;
  }
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
