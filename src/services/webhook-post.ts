import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { SECOND } from '../domain/time.ts';
import type { DeliveryAttempt } from '../domain/webhook.ts';
import { isPublicAddress, NoPublicAddress, systemResolve, type Resolve } from './public-address.ts';
import { connectPublicly } from './public-connection.ts';

/** Sends a body to an address. It never throws: whatever happens is the result. */
export type Post = (
  url: string,
  headers: Record<string, string>,
  body: string,
  signal?: AbortSignal,
) => Promise<Omit<DeliveryAttempt, 'at' | 'durationMs'>>;

export interface PostOptions {
  /** Whether addresses that are not public may be reached, too. */
  allowPrivate: boolean;
  timeoutMs?: number;
  resolve?: Resolve | undefined;
}

const TIMEOUT_MS = 10 * SECOND;
/** So much of an answer is kept. */
const ANSWER_BYTES = 2048;

export function createPost({
  allowPrivate,
  timeoutMs = TIMEOUT_MS,
  resolve = systemResolve,
}: PostOptions): Post {
  const connect = allowPrivate ? buildConnector({ allowH2: false }) : connectPublicly(resolve);

  return async (url, headers, body, signal) => {
    let isPublic = false;
    // One for each, so that no connection that was made for one user serves another.
    const dispatcher = new Agent({
      pipelining: 0,
      maxHeaderSize: 16_384,
      connect: (options, callback) =>
        connect(options, (...result) => {
          isPublic = isPublicAddress(result[1]?.remoteAddress ?? '');
          callback(...result);
        }),
    });
    const timeUp = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        dispatcher,
        signal: signal ? AbortSignal.any([signal, timeUp]) : timeUp,
      });
      const text = await beginning(answer.body);
      // Webhooks are not a way to read what a private network says.
      return {
        status: answer.statusCode,
        error: objection(answer.statusCode),
        answer: isPublic ? text : null,
      };
    } catch (error) {
      const reason = timeUp.aborted ? `No answer within ${timeoutMs / SECOND} seconds` : reasonOf(error);
      return { status: null, error: reason, answer: null };
    } finally {
      await dispatcher.destroy();
    }
  };
}

/** What is left unread goes with the connection; a body that breaks off does not undo the status. */
async function beginning(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= ANSWER_BYTES) break;
    }
  } catch {
    // The status is there already.
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8').replaceAll('\0', '\uFFFD');
}

function objection(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `Answered ${status}: redirects are not followed`;
  return `Answered ${status}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused',
  ECONNRESET: 'The connection was reset',
  EHOSTUNREACH: 'The host cannot be reached',
  ENETUNREACH: 'The network cannot be reached',
  ENOTFOUND: 'The host has no address',
  EAI_AGAIN: 'The host has no address at the moment',
  UND_ERR_SOCKET: 'The connection was closed without an answer',
  UND_ERR_CONNECT_TIMEOUT: 'The host did not accept the connection in time',
  UND_ERR_HEADERS_OVERFLOW: 'The answer has too large headers',
};

/** No words of the error itself: they may name addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof NoPublicAddress) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|SELF_SIGNED|TLS|SSL|VERIFY/.test(code)) return `The TLS connection failed (${code})`;
  return REASONS[code] ?? `The request failed${/^[A-Z_]+$/.test(code) ? ` (${code})` : ''}`;
}
