import { Agent, request, type buildConnector, type Dispatcher } from 'undici';
import {
  contentKind,
  declaredType,
  SNIFFED_BYTES,
  webAddress,
  type Content,
} from '../../domain/capture/index.ts';
import { assertStatus } from './answer-status.ts';
import { explain } from './explain.ts';
import { CaptureFailure, megabytes } from './failure.ts';
import type { CaptureLimits } from './limits.ts';
import { receive } from './receive.ts';
import { createWatch, type Watch } from './watch.ts';

export interface Fetched {
  /** After all redirects. */
  url: URL;
  content: Content;
  /** The Content-Type, as it came. */
  header: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Fetching {
  connect: buildConnector.connector;
  limits: CaptureLimits;
  userAgent: string;
  /** The Accept of the request. */
  accept: string;
  /** What else ends it. */
  stops: readonly (AbortSignal | undefined)[];
  /** Whether it can be used; asked before it is received. */
  takes(content: Content): boolean;
}

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Fetches what an address leads to, over connections of its own and without cookies.
 * @throws CaptureFailure
 */
export async function fetchPage(address: string, fetching: Fetching): Promise<Fetched> {
  const { connect, limits } = fetching;
  const watch = createWatch(limits, fetching.stops);
  const dispatcher = new Agent({
    connect,
    pipelining: 0,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    return await follow(address, fetching, watch, dispatcher);
  } catch (error) {
    throw watch.signal.aborted ? watch.signal.reason : explain(error);
  } finally {
    watch.end();
    // A name that is still being looked up would keep this waiting.
    void dispatcher.destroy();
  }
}

async function follow(
  address: string,
  fetching: Fetching,
  watch: Watch,
  dispatcher: Agent,
): Promise<Fetched> {
  let url = webAddress(address);
  if (url === null) throw new CaptureFailure('badAddress', 'This is not an address of the web.');
  const seen = new Set<string>();
  for (;;) {
    seen.add(withoutFragment(url));
    const answer = await request(url, {
      dispatcher,
      signal: watch.signal,
      // No accept-language: a page is saved in the language that it was written in.
      headers: {
        'user-agent': fetching.userAgent,
        accept: fetching.accept,
        'accept-encoding': 'gzip, br',
      },
    });
    watch.heard();
    if (!REDIRECTS.includes(answer.statusCode)) return await received(url, answer, fetching, watch);
    discard(answer.body);
    const next = redirected(url, one(answer.headers['location']));
    if (seen.has(withoutFragment(next))) {
      throw new CaptureFailure('tooManyRedirects', 'The page redirects in a circle.');
    }
    if (seen.size > fetching.limits.redirects) {
      throw new CaptureFailure(
        'tooManyRedirects',
        `The page redirects more than ${fetching.limits.redirects} times.`,
      );
    }
    url = next;
  }
}

function redirected(from: URL, location: string | null): URL {
  // Many servers write it in UTF-8, as browsers take it; headers are read byte by byte.
  const text = location === null ? null : Buffer.from(location, 'latin1').toString('utf8');
  const next = text === null ? null : webAddress(text, from.href);
  if (next === null)
    throw new CaptureFailure('badRedirect', 'The page redirects to something that is no web address.');
  if (next.hash === '') next.hash = from.hash;
  return next;
}

async function received(
  url: URL,
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { limits, takes }: Fetching,
  { signal, heard }: Watch,
): Promise<Fetched> {
  try {
    assertStatus(statusCode);
    if (Number(one(headers['content-length']) ?? 0) > limits.wireBytes) {
      throw new CaptureFailure('tooLarge', `The page is larger than ${megabytes(limits.wireBytes)}.`);
    }
    const header = one(headers['content-type']);
    let content: Content | null = null;
    const bytes = await receive(body, {
      encoding: one(headers['content-encoding']),
      limits,
      signal,
      heard,
      headBytes: SNIFFED_BYTES,
      begin(head) {
        if (head.length === 0) throw new CaptureFailure('badAnswer', 'The server sent an empty page.');
        content = contentKind(header, head, url.pathname);
        if (content === null || !takes(content)) throw unsupported(header, content);
      },
    });
    return { url, header, bytes, content: content! };
  } catch (error) {
    discard(body);
    throw error;
  }
}

function unsupported(header: string | null, content: Content | null): CaptureFailure {
  const type = content?.type ?? declaredType(header);
  const named = type !== '' && !/^text\/(?:html|plain)$|octet-stream|\*/.test(type) ? ` (${type})` : '';
  return new CaptureFailure(
    'unsupportedType',
    `The address leads to a file of a kind that is not saved${named}.`,
  );
}

/** The connection goes with it. */
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => {});
  body.destroy();
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header.join(', ') : header) ?? null;
}

function withoutFragment({ href, hash }: URL): string {
  return hash === '' ? href : href.slice(0, -hash.length);
}
