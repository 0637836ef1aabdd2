import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Socket } from 'node:net';
import { overloaded } from '../domain/errors.ts';
import { SECOND } from '../domain/time.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered however much there is to do. */
    always?: boolean;
  }
}

export interface OverloadLimits {
  /** How long one turn of the event loop may take up requests; those that have waited longer are refused. */
  turnMs: number;
  /** Requests that are read, and wait for their answer to be made. */
  underWay: number;
  /** How long some of them may have waited before no more are taken up. */
  waitMs: number;
}

const LIMITS: OverloadLimits = { turnMs: SECOND, underWay: 512, waitMs: 5 * SECOND };
/** Of so many, so many have to be late: a few slow ones among them are no sign of anything. */
const CROWD = 64;
const LATE = 32;
const WARN_EVERY_MS = 10 * SECOND;

/**
 * Refuses with UNAVAILABLE what would have to wait too long, before anything is done for it. Nothing is sampled, so one long
 * piece of work is no overload, and the end of one is noticed at once:
 *
 * - What has arrived by the time a turn of the event loop begins is taken up in it, one after the other: the time since it
 *   began is what a request has waited at least.
 * - Requests whose answer takes more than that turn (changes, PostgreSQL) are counted until it is there, and no more are taken
 *   up while there are too many of them or they have waited too long. Neither a client that
 *   sends its body slowly nor one that reads its answer slowly takes up a place.
 *
 * Call it before the routes are made.
 * @returns whether a request that has just been read has to be refused
 */
export function shedOverload(
  app: FastifyInstance,
  log: Pick<FastifyBaseLogger, 'warn'>,
  { turnMs, underWay: maxUnderWay, waitMs }: OverloadLimits = LIMITS,
): () => boolean {
  /** When each was read; the first has waited longest. */
  const underWay = new Map<FastifyReply, number>();
  let turnBegan = 0;
  let refused = 0;
  let warnedAt = -Infinity;

  function waited(): number {
    const now = performance.now();
    if (turnBegan === 0) {
      turnBegan = now;
      setImmediate(() => {
        turnBegan = 0;
      });
    }
    return now - turnBegan;
  }

  function refusal(): Error {
    refused++;
    const now = performance.now();
    if (now - warnedAt > WARN_EVERY_MS) {
      log.warn(
        { refused, underWay: underWay.size },
        'There is more to do than can be done; requests are refused',
      );
      warnedAt = now;
      refused = 0;
    }
    return overloaded();
  }

  function isFull(): boolean {
    if (underWay.size >= maxUnderWay) return true;
    if (underWay.size < CROWD) return false;
    let count = 0;
    for (const began of underWay.values()) if (++count === LATE) return performance.now() - began > waitMs;
    return false;
  }

  /** What is injected has not waited in any connection. */
  const isExempt = ({ routeOptions: { config }, socket }: FastifyRequest): boolean =>
    config.always === true || !(socket instanceof Socket);

  const isTooMuch = (): boolean => waited() > turnMs || isFull();

  app.addHook('onRequest', (request, _reply, done) => {
    if (!isExempt(request) && isTooMuch()) return done(refusal());
    done();
  });

  // From here on the body is there, except where the handler itself reads it, for as long as the client takes.
  app.addHook('preValidation', (request, reply, done) => {
    if (isExempt(request) || request.routeOptions.config.slowBody) return done();
    if (isFull()) return done(refusal());
    underWay.set(reply, performance.now());
    reply.raw.once('close', () => underWay.delete(reply));
    done();
  });

  app.addHook('onSend', (_request, reply, _payload, done) => {
    underWay.delete(reply);
    done();
  });

  return isTooMuch;
}
