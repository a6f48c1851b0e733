import { Webhook } from 'standardwebhooks';
import type { LentDelivery } from '../../contracts/ledger/webhooks.ts';
import { slackSentence } from './slack.ts';

/** More is refused: no event of ours is as large, and receivers have bounds of their own. */
const MOST_BYTES = 256_000;

export interface Message {
  body: string;
  headers: Record<string, string>;
}

/** What is sent: the event as JSON, signed; the body is the same at every attempt. Throws `RangeError` for one that is too large. */
export function messageOf({ messageId, event, format, secret }: LentDelivery, at: Date): Message {
  const { kind: type, at: timestamp, subject, data } = event;
  const body = JSON.stringify(
    format === 'slack'
      ? { text: slackSentence(event), mrkdwn: false }
      : { type, timestamp, data: { subject, ...data } },
  );
  if (Buffer.byteLength(body) > MOST_BYTES) throw new RangeError(`the message is larger than ${MOST_BYTES} bytes`);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'siso-webhooks',
    'webhook-id': messageId,
    'webhook-timestamp': `${Math.floor(at.getTime() / 1_000)}`,
    'webhook-signature': new Webhook(secret).sign(messageId, at, body),
  };
  return { body, headers };
}
