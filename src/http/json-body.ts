import type { FastifyInstance } from 'fastify';
import { DomainError, invalid } from '../domain/errors.ts';

/** Deeper JSON than this serves no purpose here and costs the parser. */
const MAX_DEPTH = 32;

/**
 * Reads JSON bodies: valid UTF-8 only, of bounded depth, and an empty body counts as none, as clients send
 * `Content-Type: application/json` with every request.
 */
export function acceptJson(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      assertUtf8(request.headers['content-type'] ?? '');
      done(null, body.length === 0 ? undefined : parse(body, decoder));
    } catch (error) {
      done(error as Error);
    }
  });
}

function assertUtf8(contentType: string): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw invalid('Content-Type', 'The character set must be UTF-8');
  }
}

function parse(body: Buffer, decoder: InstanceType<typeof TextDecoder>): unknown {
  assertDepth(body);
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    throw invalid('body', 'Must be encoded in UTF-8');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DomainError('INVALID_ARGUMENT', 'The body is not valid JSON', [
      { field: 'body', issue: error instanceof Error ? error.message.slice(0, 200) : 'Must be valid JSON' },
    ]);
  }
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function assertDepth(body: Buffer): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < body.length; index++) {
    const byte = body[index] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte) && ++depth > MAX_DEPTH) {
      throw invalid('body', `Must not be nested deeper than ${MAX_DEPTH} levels`);
    } else if (CLOSING.has(byte)) depth--;
  }
}
