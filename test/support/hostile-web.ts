import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { isPublicAddress, type MayReach, type Resolve } from '../../src/services/public-address.ts';

/** A web server on this machine that does whatever servers of strangers may do. */
export interface HostileWeb {
  /** Such as `http://web.example:1234/page`. */
  url(path: string, host?: string): string;
  /** What a capturer is given, so that this server counts as public under the names of `.example`, and nothing else of this machine does. */
  reach: { resolve: Resolve; mayReach: MayReach; allowPrivate: false; version: string };
  /** All requests that have come in. */
  requests: IncomingMessage[];
  /** How often each name was looked up. */
  lookups: Map<string, number>;
  /** Answers at this path from now on. */
  serve(path: string, answer: RequestListener | Uint8Array | string, type?: string | null): string;
  close(): Promise<void>;
}

const LOCAL = '127.0.0.1';
/** Names that lead into private networks. */
const PRIVATE: Readonly<Record<string, string>> = {
  'private.example': '10.0.0.1',
  'metadata.example': '169.254.169.254',
  'mapped.example': '::ffff:127.0.0.1',
};

export async function startHostileWeb(): Promise<HostileWeb> {
  const requests: IncomingMessage[] = [];
  const lookups = new Map<string, number>();
  const answers = new Map<string, RequestListener>(Object.entries(await hostileAnswers()));
  const server = createServer((request, response) => {
    requests.push(request);
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  }).listen(0, LOCAL);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const web: HostileWeb = {
    url: (path, host = 'web.example') => `http://${host}:${port}${path}`,
    reach: {
      async resolve(hostname) {
        const count = (lookups.get(hostname) ?? 0) + 1;
        lookups.set(hostname, count);
        if (!hostname.endsWith('.example')) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
        const address =
          hostname === 'rebinding.example' && count > 1 ? '10.0.0.1' : (PRIVATE[hostname] ?? LOCAL);
        return [{ address, family: address.includes(':') ? 6 : 4 }];
      },
      mayReach: (address, hostname) =>
        isPublicAddress(address) || (address === LOCAL && hostname.endsWith('.example')),
      allowPrivate: false,
      version: '1.2.3',
    },
    requests,
    lookups,
    serve(path, answer, type = 'text/html') {
      answers.set(
        path,
        typeof answer === 'function'
          ? answer
          : (_request, response) =>
              void response.writeHead(200, type === null ? {} : { 'content-type': type }).end(answer),
      );
      return web.url(path);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return web;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const CHUNK = Buffer.from('<p>The same words, again and again. </p>\n'.repeat(1600));

async function hostileAnswers(): Promise<Record<string, RequestListener>> {
  const bomb = await gzipped(Buffer.alloc(40_000_000, ' '));
  let nested: Buffer = Buffer.from('<p>ten levels</p>');
  for (let level = 0; level < 10; level++) nested = await gzipped(nested);
  return {
    '/page': page('<title>A page</title><p>Some text that is worth reading.</p>'),
    '/silent': () => {},
    '/slow-headers': (request) => drip(request.socket, 'HTTP/1.1 200 OK\r\nx-slow: yes\r\n'),
    '/drip': (_request, response) => drip(response.writeHead(200, HTML), '<p>slow</p>'),
    '/endless': (_request, response) => pour(response.writeHead(200, HTML), Number.POSITIVE_INFINITY),
    '/fifty': (_request, response) => pour(response.writeHead(200, HTML), 50_000_000),
    '/declares-fifty': (_request, response) =>
      pour(response.writeHead(200, { ...HTML, 'content-length': '50000000' }), 50_000_000),
    '/huge-headers': (_request, response) =>
      void response.writeHead(200, { ...HTML, 'x-big': 'x'.repeat(100_000) }).end(),
    '/no-http': (request) => void request.socket.end('220 mail.example ESMTP\r\n'),
    '/breaks-off': (request) =>
      void request.socket.end(
        'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 500\r\n\r\n<p>only th',
      ),
    '/hangs-up': (request) => void request.socket.destroy(),
    '/redirect': (request, response) =>
      void response
        .writeHead(302, {
          location: Buffer.from(new URL(request.url ?? '', 'http://x').searchParams.get('to') ?? '').toString(
            'latin1',
          ),
          'set-cookie': 'a=b',
        })
        .end(),
    '/nowhere': (_request, response) => void response.writeHead(302).end(),
    '/circle': (_request, response) => void response.writeHead(301, { location: '/round' }).end(),
    '/round': (_request, response) => void response.writeHead(301, { location: '/circle' }).end(),
    '/hops': (request, response) => {
      const left = Number(new URL(request.url ?? '', 'http://x').searchParams.get('left'));
      if (left === 0) page('<title>Arrived</title><p>At last.</p>')(request, response);
      else response.writeHead(307, { location: `/hops?left=${left - 1}` }).end();
    },
    '/again': (request, response) =>
      void response
        .writeHead(302, { location: '/page', connection: 'close' })
        .end(() => request.socket.destroy()),
    '/bomb': encoded('gzip', bomb),
    '/ten-gzips': encoded(Array.from({ length: 10 }, () => 'gzip').join(', '), nested),
    '/ten-gzips-said-once': encoded('gzip', nested),
    '/two-gzips': encoded(
      'gzip, gzip',
      await gzipped(await gzipped(Buffer.from('<p>two levels of text</p>'))),
    ),
    '/no-gzip': encoded('gzip', Buffer.from('<p>plain</p>')),
    '/half-gzip': encoded('gzip', (await gzipped(CHUNK.subarray(0, 5000))).subarray(0, -20)),
    '/zstd': encoded('zstd', Buffer.from('?')),
  };
}

const gzipped = promisify(gzip) as (bytes: Buffer) => Promise<Buffer>;

function page(html: string): RequestListener {
  return (_request, response) => void response.writeHead(200, HTML).end(html);
}

function encoded(encoding: string, body: Buffer): RequestListener {
  return (_request, response) =>
    void response.writeHead(200, { ...HTML, 'content-encoding': encoding }).end(body);
}

/** Some bytes, now and then, until the other side has enough. */
function drip(
  to: NodeJS.WritableStream & { once(event: 'close', listener: () => void): unknown },
  text: string,
): void {
  to.write(text);
  const timer = setInterval(() => to.write('x'), 20);
  to.once('close', () => clearInterval(timer));
}

function pour(response: ServerResponse, bytes: number): void {
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length;
      if (!response.write(CHUNK)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}
