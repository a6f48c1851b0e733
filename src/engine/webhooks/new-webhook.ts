import { randomBytes } from 'node:crypto';
import { AutomationError } from '../../domain/errors.ts';
import { isPrivateHost } from '../../host/private-address.ts';

/** As the Standard Webhooks specification writes them. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The address as it is kept. Throws `usage` for one that nothing would be sent to; names are looked up when something is. */
export function demandWebhookUrl(text: string, { allowPrivate }: { allowPrivate: boolean }): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refused('The address of a webhook must be an https URL', 'Give one such as https://hooks.example.com/siso.');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(
      'The address of a webhook may not hold a user or password',
      'Receivers know the sender by its signature.',
    );
  }
  if (!allowPrivate && isPrivateHost(url.hostname)) {
    throw refused(
      `${url.hostname} is of this machine or a private network`,
      'Allow it with --allow-private (allowPrivate).',
    );
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
    throw refused(
      'The address of a webhook must be https',
      'Plain http is only for this machine: localhost, 127.0.0.1 or [::1].',
    );
  }
  url.hash = '';
  return url.href;
}

function refused(message: string, hint: string): AutomationError {
  return new AutomationError('usage', message, { hint });
}
