import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../../test/support/hostile-web.ts';
import { createCapturer, type CaptureFailure, type Capturer } from './index.ts';

let web: HostileWeb;
let capturer: Capturer;
beforeAll(async () => {
  web = await startHostileWeb();
  capturer = createCapturer({
    ...web.reach,
    maxContentBytes: 1_000_000,
    limits: { totalMs: 1000, silenceMs: 400 },
  });
});
afterAll(async () => {
  await capturer.close();
  await web.close();
});

async function failureOf(url: string): Promise<CaptureFailure> {
  return capturer.capture(url).then(
    (page) => expect.unreachable(`captured: ${page.title}`),
    (error) => error,
  );
}

test('a page is fetched by its name, by who says who it is, without cookies', async () => {
  const page = await capturer.capture(web.url(`/redirect?to=${encodeURIComponent('/page#part')}`));
  expect(page).toMatchObject({ kind: 'page', url: web.url('/page#part'), title: 'A page' });
  const { headers } = web.requests.at(-1)!;
  expect(headers['user-agent']).toContain('Commonplace/1.2.3');
  expect(headers.host).toBe(new URL(web.url('/')).host);
  expect(headers.cookie).toBeUndefined();
  expect(headers['accept-encoding']).toBe('gzip, br');
  expect(headers['accept-language']).toBeUndefined();
});

describe('what is too slow or too much ends, and is explained', () => {
  test.each([
    ['/silent', 'timeout', 'The server sent nothing for 0.4 seconds.', true],
    ['/slow-headers', 'timeout', 'The server sent nothing for 0.4 seconds.', true],
    ['/drip', 'timeout', 'The page did not arrive within 1 second.', true],
    ['/endless', 'tooLarge', 'The page is larger than 10 MB.', false],
    ['/fifty', 'tooLarge', 'The page is larger than 10 MB.', false],
    ['/declares-fifty', 'tooLarge', 'The page is larger than 10 MB.', false],
    ['/huge-headers', 'tooLarge', 'The headers of the answer are too large.', false],
    ['/bomb', 'tooLarge', 'The page is larger than 10 MB.', false],
    ['/ten-gzips', 'badEncoding', 'The page is compressed many times over.', false],
    [
      '/ten-gzips-said-once',
      'unsupportedType',
      'The address leads to a file of a kind that is not saved.',
      false,
    ],
    ['/no-gzip', 'badEncoding', 'The page is compressed in a way that cannot be undone.', false],
    ['/zstd', 'badEncoding', 'The page is compressed in a way that is not known here.', false],
    ['/circle', 'tooManyRedirects', 'The page redirects in a circle.', false],
    ['/hops?left=6', 'tooManyRedirects', 'The page redirects more than 5 times.', false],
    ['/nowhere', 'badRedirect', 'The page redirects to something that is no web address.', false],
    ['/no-http', 'badAnswer', 'The server answered with something else than a web page.', true],
    ['/breaks-off', 'badAnswer', 'The server closed the connection before the page was complete.', true],
    ['/hangs-up', 'badAnswer', 'The server closed the connection before the page was complete.', true],
    ['/unknown', 'missing', 'The page does not exist (404).', false],
  ])('%s', async (path, reason, message, isPassing) => {
    const failure = await failureOf(web.url(path));
    expect([failure.reason, failure.message, failure.isPassing]).toEqual([reason, message, isPassing]);
  });
});

test('five redirects are followed', async () => {
  expect(await capturer.capture(web.url('/hops?left=5'))).toMatchObject({
    title: 'Arrived',
    content: 'At last.',
  });
});

test('compression that breaks off gives what there is, and two levels are undone', async () => {
  expect((await capturer.capture(web.url('/half-gzip'))).content).toContain('The same words');
  expect((await capturer.capture(web.url('/two-gzips'))).content).toBe('two levels of text');
});

describe('no spelling of an address that is not public is reached', () => {
  const port = (): string => new URL(web.url('/')).port;
  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '0.0.0.0',
    '0',
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[fe80::1]',
    '[fd00::1]',
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '10.0.0.1',
    '169.254.169.254',
    '100.100.100.200',
    'private.example',
    'metadata.example',
    'mapped.example',
    'no-such-name.invalid',
  ])('%s, directly and by a redirect', async (host) => {
    const address = `http://${host}:${port()}/page`;
    const before = web.requests.length;
    const direct = await failureOf(address);
    const redirected = await failureOf(web.url(`/redirect?to=${encodeURIComponent(address)}`));
    // Private and unknown are told in the same words.
    for (const failure of [direct, redirected]) {
      expect([failure.reason, failure.message, failure.isPassing]).toEqual([
        'noPublicAddress',
        'The host has no public address.',
        false,
      ]);
    }
    expect(web.requests.slice(before).map(({ url }) => new URL(url!, 'http://x').pathname)).toEqual([
      '/redirect',
    ]);
  });
});

test('a name that leads elsewhere the second time is looked up once for a connection, and refused at the next', async () => {
  const host = 'rebinding.example';
  expect(await capturer.capture(web.url('/page', host))).toMatchObject({ title: 'A page' });
  expect(web.lookups.get(host)).toBe(1);
  expect(await failureOf(web.url('/page', host))).toMatchObject({ reason: 'noPublicAddress' });
  web.lookups.delete(host);
  expect(await failureOf(web.url('/again', host))).toMatchObject({ reason: 'noPublicAddress' });
});

test.each([
  'file:///etc/passwd',
  'ftp://web.example/',
  'javascript:alert(1)',
  'http://ada:secret@web.example/',
  'no address',
])('%s is no address of the web, nor is it redirected to', async (address) => {
  expect(await failureOf(address)).toMatchObject({ reason: 'badAddress' });
  if (!address.includes(':')) return;
  const redirect = web.url(`/redirect?to=${encodeURIComponent(address)}`);
  expect(await failureOf(redirect)).toMatchObject({ reason: 'badRedirect', isPassing: false });
});

test('where private addresses are allowed, they are reached', async () => {
  const anywhere = createCapturer({ allowPrivate: true, maxContentBytes: 10_000, version: '1' });
  const { port } = new URL(web.url('/'));
  for (const host of ['127.0.0.1', 'localhost']) {
    await expect(anywhere.capture(`http://${host}:${port}/page`)).resolves.toMatchObject({ title: 'A page' });
  }
  await anywhere.close();
});

describe('the status of an answer says whether to come again', () => {
  test.each([
    [401, 'forbidden', false],
    [403, 'forbidden', false],
    [410, 'missing', false],
    [418, 'refused', false],
    [429, 'busy', true],
    [500, 'busy', true],
    [503, 'busy', true],
    [204, 'badAnswer', true],
    [304, 'refused', false],
  ])('%i', async (status, reason, isPassing) => {
    const url = web.serve(`/status-${status}`, (_request, response) => void response.writeHead(status).end());
    expect(await failureOf(url)).toMatchObject({ reason, isPassing });
  });
});

test('a connection that is refused, and a certificate that is none, are explained', async () => {
  const other = await startHostileWeb();
  const gone = other.url('/page');
  await other.close();
  expect(await failureOf(gone)).toMatchObject({
    reason: 'unreachable',
    message: 'The server refused the connection.',
  });
  expect(await failureOf(web.url('/page').replace('http:', 'https:'))).toMatchObject({
    isPassing: false,
    reason: 'insecure',
  });
});

test('no message names an address, or quotes the server', async () => {
  const paths = ['/silent', '/no-http', '/hangs-up', '/unknown', '/zstd', '/circle'];
  const failures = await Promise.all(paths.map((path) => failureOf(web.url(path))));
  for (const { message } of failures) expect(message).not.toMatch(/127|example|ESMTP|:\d/);
});

test('what is stopped ends at once, and so does all when the capturer closes', async () => {
  const stopping = new AbortController();
  const stopped = capturer.capture(web.url('/silent'), stopping.signal);
  stopping.abort();
  await expect(stopped).rejects.toMatchObject({ reason: 'stopped', isPassing: true });
  const other = createCapturer({ ...web.reach, maxContentBytes: 1000 });
  const waiting = other.capture(web.url('/silent'));
  await Promise.all([expect(waiting).rejects.toMatchObject({ reason: 'stopped' }), other.close()]);
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test('a picture is downloaded with the type that its bytes show', async () => {
  const url = web.serve('/picture', PNG, 'text/plain');
  const { bytes, type } = await capturer.download(url);
  expect([bytes.equals(PNG), type]).toEqual([true, 'image/png']);
  await expect(capturer.download(web.url('/page'))).rejects.toMatchObject({ reason: 'unsupportedType' });
});
