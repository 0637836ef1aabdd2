import type { FastifyInstance } from 'fastify';
import type { Services } from '../services/index.ts';
import type { AnswerCache } from './answer-cache.ts';
import { sendBytes } from './conditional.ts';
import { recognise } from './principal.ts';
import type { RateLimit } from './rate-limit.ts';

/**
 * Has what was asked before, and has not changed, answered at once: before the route's own hooks, and without its schema. It
 * counts like any other request.
 */
export function answerKnown(
  app: FastifyInstance,
  {
    services: { stamp, sessions },
    answers,
    countRequest,
  }: { services: Services; answers: AnswerCache; countRequest: RateLimit },
): void {
  app.addHook('onRequest', (request, reply, done) => {
    const now = request.method === 'GET' ? stamp?.() : undefined;
    if (now === undefined) return done();
    const principal = recognise(request, sessions, now);
    const answer = principal && answers.find(request.url, principal, now);
    if (!answer) return done();
    const send = () => sendBytes(request, reply, answer.bytes, answer.etag);
    return countRequest(request, reply, principal)?.then(send) ?? send();
  });
}
