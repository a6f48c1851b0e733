import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=[0-9a-f]{64}$/;

/** Whether this could be a signature at all, and the body is worth reading. */
export function isSignature(header: string | string[] | undefined): header is string {
  return typeof header === 'string' && SIGNATURE.test(header);
}

/** Whether one of `secrets` has signed these bytes. Takes as long for a nearly right signature, and as long for each secret. */
export function isSigned(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature.slice('sha256='.length), 'hex');
  const right = secrets.map((secret) => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), given));
  return right.includes(true);
}
