import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Of a stream of server-sent events (WHATWG HTML, 9.2). */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A proxy that collects answers before it passes them on would keep events back.
  'x-accel-buffering': 'no',
  // Nothing else can use this connection, so it must not outlive the stream.
  connection: 'close',
};

/** Comes when the client has gone, or has had its answer. */
export function goneSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

/**
 * Sends events as they come.
 * @param frames each a whole event, with the empty line that ends it
 * @param patienceMs a reader that takes nothing for so long is cut off
 */
export function sendEvents(
  reply: FastifyReply,
  frames: AsyncIterable<string>,
  patienceMs: number,
): FastifyReply {
  return reply
    .headers(HEADERS)
    .send(Readable.from(withPatience(frames, patienceMs, reply), { objectMode: false }));
}

/** Passes on what it gets, and closes the connection of a reader that keeps it waiting. */
async function* withPatience(
  frames: AsyncIterable<string>,
  patienceMs: number,
  { raw }: Pick<FastifyReply, 'raw'>,
): AsyncGenerator<Buffer, void> {
  for await (const text of frames) {
    const timer = setTimeout(() => raw.destroy(), patienceMs);
    yield Buffer.from(text);
    clearTimeout(timer);
  }
}
