import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Principal } from '../domain/access.ts';
import { SECOND } from '../domain/time.ts';
import type { Sessions } from '../services/sessions.ts';
import type { Answer, AnswerCache } from './answer-cache.ts';
import { JSON_TYPE, lists } from './conditional.ts';
import type { ObserveAnswer } from './metrics.ts';
import { recognise } from './principal.ts';
import type { CountAtOnce } from './rate-limit.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** What a request goes through in the framework, as far as it can be said at once. */
export interface KnownAnswers {
  /** See `Store.stamp`. */
  stamp: () => number;
  sessions: Sessions;
  answers: AnswerCache;
  countAtOnce: CountAtOnce;
  observe: ObserveAnswer;
  /** Whether the framework refuses this request, or has more to say to it. */
  isFrameworks(headers: IncomingHttpHeaders): boolean;
  /** Whether a client's address is that of its connection. */
  seesAddresses: boolean;
}

/**
 * Answers what was asked before and has not changed since, before the framework sees the request: in the same words, counted
 * in the same way. All else is handed over as if nothing had happened: what is not known, may not be answered, or is unusual.
 */
export function answerKnown(server: Server, known: KnownAnswers): void {
  // It was there first: it came with the server.
  const [framework] = server.listeners('request') as [(...given: unknown[]) => void];
  server.off('request', framework);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!tryToAnswer(request, response, known)) framework.call(server, request, response);
  });
}

/** @returns whether it was answered */
function tryToAnswer(request: IncomingMessage, response: ServerResponse, known: KnownAnswers): boolean {
  const { method, url = '', headers } = request;
  if (method !== 'GET' || isUnusual(headers) || known.isFrameworks(headers)) return false;
  const began = performance.now();
  const found = find(url, headers, known);
  if (!found) return false;
  const { bytes, etag, route } = found.answer;
  const isUnchanged = lists(headers['if-none-match'], etag);
  if (!isUnchanged && !bytes) return false;
  const address = known.seesAddresses ? request.socket.remoteAddress : undefined;
  // The last question: from here on it is answered, and so counted, here.
  const counted = known.countAtOnce(found.principal, address);
  if (!counted) return false;
  const head = [...headOf(found.answer), ...counted];
  if (bytes && !isUnchanged) {
    head.push('content-type', JSON_TYPE, 'content-length', String(bytes.length));
    response.writeHead(200, head).end(bytes);
  } else {
    response.writeHead(304, head).end();
  }
  known.observe('GET', route, response.statusCode, (performance.now() - began) / SECOND);
  return true;
}

/** What is the same each time that it is sent, as name, value, name, value… */
function headOf(answer: Answer): readonly string[] {
  answer.head ??= [...Object.entries({ ...SECURITY_HEADERS, ...answer.headers }).flat(), 'etag', answer.etag];
  return answer.head;
}

/** Reads do not come with a body, nor with expectations. */
function isUnusual(headers: IncomingHttpHeaders): boolean {
  return (
    headers['content-length'] !== undefined ||
    headers['transfer-encoding'] !== undefined ||
    headers.expect !== undefined
  );
}

function find(
  url: string,
  headers: IncomingHttpHeaders,
  { stamp, sessions, answers }: KnownAnswers,
): { principal: Principal; answer: Answer } | undefined {
  try {
    const now = stamp();
    const principal = recognise(headers, sessions, now);
    const answer = principal && answers.find(url, principal, now);
    return answer ? { principal, answer } : undefined;
  } catch {
    // Whatever is wrong with the store, the framework will meet it, too, and has words for it.
    return undefined;
  }
}
