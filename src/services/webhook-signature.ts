import { createHmac } from 'node:crypto';
import { isEncoded } from '../domain/webhook.ts';

/**
 * Proves who sent a body, in two ways: `X-Memos-Signature` over the body, keyed with the secret as it is written; and the
 * three headers of Standard Webhooks, which also cover id and time and take what follows `whsec_` as base64.
 */
export function signatureHeaders(
  secret: string,
  message: { id: string; at: number; body: string },
): Record<string, string> {
  const seconds = String(Math.floor(message.at / 1000));
  const key = isEncoded(secret) ? Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64') : secret;
  const signed = `${message.id}.${seconds}.${message.body}`;
  return {
    'x-memos-signature': `sha256=${createHmac('sha256', secret).update(message.body).digest('hex')}`,
    'webhook-id': message.id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  };
}
