import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download, uploaded, type Resource } from '../../support/files.ts';
import type { Account } from '../../support/instance.ts';
import { startMemos, type Memos } from '../../support/memos.ts';

let server: Memos;
let ada: Account;
let file: Resource;
let path: string;

const TEXT = 'abcdefghijklmnopqrstuvwxyz';

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  file = await uploaded(server, ada, { content: TEXT, filename: 'letters.txt' });
  path = `/api/v1/${file.name}`;
});
afterAll(() => server.stop());

const get = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  download(server, ada, path, { headers, method });

describe('GET /api/v1/resources/{id}', () => {
  test('sends the bytes, with their length, type, name and entity tag', async () => {
    const { status, headers, text } = await get();
    expect([status, text]).toEqual([200, TEXT]);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '26',
      'content-disposition': 'inline; filename="letters.txt"',
      'accept-ranges': 'bytes',
      'last-modified': 'Tue, 19 Aug 2025 10:00:00 GMT',
      etag: `"${createHash('sha256').update(TEXT).digest('hex')}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    });
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  });

  test('by uid, too', async () => {
    expect((await download(server, ada, `/api/v1/resources/${file.uid}`)).text).toBe(TEXT);
  });

  test('HEAD answers the same headers and no body', async () => {
    const [head, full] = [await get({}, 'HEAD'), await get()];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-length', 'content-type', 'etag', 'content-disposition', 'last-modified']) {
      expect(head.headers[name]).toBe(full.headers[name]);
    }
  });

  test.each(['999999', 'zzz', '0', '-1', '1.5', '%2e%2e', 'ffffffff'])('%s: 404', async (id) => {
    expect((await download(server, ada, `/api/v1/resources/${id}`)).status).toBe(404);
  });
});

describe('a part', () => {
  test.each([
    ['bytes=0-0', 'a', '0-0'],
    ['bytes=2-4', 'cde', '2-4'],
    ['bytes=20-', 'uvwxyz', '20-25'],
    ['bytes=-3', 'xyz', '23-25'],
    ['bytes=-100', TEXT, '0-25'],
    ['bytes=24-1000', 'yz', '24-25'],
  ])('%s: 206 with those bytes', async (range, text, span) => {
    const answer = await get({ range });
    expect([answer.status, answer.text]).toEqual([206, text]);
    expect(answer.headers).toMatchObject({
      'content-range': `bytes ${span}/26`,
      'content-length': String(text.length),
    });
  });

  test.each(['bytes=26-', 'bytes=5-4', 'bytes=-0', 'bytes=-', 'bytes=a-b', 'bytes=99999999999999999999-'])(
    '%s: 416 that says how long the file is',
    async (range) => {
      const answer = await get({ range });
      expect(answer.status).toBe(416);
      expect(answer.headers['content-range']).toBe('bytes */26');
      expect(JSON.parse(answer.text).error.code).toBe('RANGE_NOT_SATISFIABLE');
    },
  );

  test.each(['bytes=0-1,3-4', 'lines=1-2', 'nonsense'])('%s is ignored: 200 with all', async (range) => {
    const answer = await get({ range });
    expect([answer.status, answer.text]).toEqual([200, TEXT]);
  });

  test('If-Range: a part of the same version, all of another one', async () => {
    const { headers } = await get();
    const same = [String(headers['etag']), String(headers['last-modified'])];
    for (const version of same)
      expect((await get({ range: 'bytes=0-1', 'if-range': version })).status).toBe(206);
    for (const version of ['"other"', `W/${same[0]}`, 'Tue, 19 Aug 2025 10:00:01 GMT']) {
      expect((await get({ range: 'bytes=0-1', 'if-range': version })).text).toBe(TEXT);
    }
  });

  test('HEAD of a part', async () => {
    const answer = await get({ range: 'bytes=2-4' }, 'HEAD');
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([206, '', '3']);
  });
});

describe('what the client has already', () => {
  test.each([
    ['If-None-Match with its tag', (etag: string) => ({ 'if-none-match': etag }), 304],
    ['If-None-Match with its tag, weak', (etag: string) => ({ 'if-none-match': `W/${etag}` }), 304],
    ['If-None-Match: *', () => ({ 'if-none-match': '*' }), 304],
    ['If-None-Match with another tag', () => ({ 'if-none-match': '"x"' }), 200],
    [
      'If-Modified-Since, the same time',
      () => ({ 'if-modified-since': 'Tue, 19 Aug 2025 10:00:00 GMT' }),
      304,
    ],
    [
      'If-Modified-Since, an earlier time',
      () => ({ 'if-modified-since': 'Tue, 19 Aug 2025 09:59:59 GMT' }),
      200,
    ],
    [
      'both: the tag decides',
      () => ({ 'if-none-match': '"x"', 'if-modified-since': 'Tue, 19 Aug 2025 10:00:00 GMT' }),
      200,
    ],
  ] as [string, (etag: string) => Record<string, string>, number][])('%s', async (_name, headers, status) => {
    const { etag } = (await get()).headers;
    expect((await get(headers(String(etag)))).status).toBe(status);
  });
});

describe('how it is sent', () => {
  test.each([
    ['photo.png', 'image/png', 'image/png', 'inline'],
    ['a.pdf', 'application/pdf', 'application/pdf', 'inline'],
    ['a.mp4', 'video/mp4', 'video/mp4', 'inline'],
    ['a.mp3', 'audio/mpeg', 'audio/mpeg', 'inline'],
    ['a.svg', 'image/svg+xml', 'application/octet-stream', 'attachment'],
    ['a.html', 'text/html', 'application/octet-stream', 'attachment'],
    ['a.xhtml', 'application/xhtml+xml', 'application/octet-stream', 'attachment'],
    ['a.js', 'text/javascript', 'application/octet-stream', 'attachment'],
    ['a.xml', 'text/xml', 'application/octet-stream', 'attachment'],
    ['a.zip', 'application/zip', 'application/octet-stream', 'attachment'],
    ['a.md', 'text/markdown', 'application/octet-stream', 'attachment'],
  ])('%s (%s) as %s, %s', async (filename, type, sent, kind) => {
    const { name } = await uploaded(server, ada, { filename, type, content: '<script>alert(1)</script>' });
    const { headers } = await download(server, ada, `/api/v1/${name}`);
    expect([headers['content-type'], String(headers['content-disposition']).split(';')[0]]).toEqual([
      sent,
      kind,
    ]);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  test.each([
    [
      'Ünder "quotes" 東京.txt',
      `inline; filename="_nder _quotes_ __.txt"; filename*=UTF-8''%C3%9Cnder%20_quotes_%20%E6%9D%B1%E4%BA%AC.txt`,
    ],
    ["it's (1).txt", `inline; filename="it's (1).txt"`],
    ['100%.txt', `inline; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ])('the name %s', async (filename, expected) => {
    const body = { filename, type: 'text/plain', content: '' };
    const { json } = await server.call('POST', '/api/v1/resources', { token: ada.token, body });
    expect((await download(server, ada, `/api/v1/${json.name}`)).headers['content-disposition']).toBe(
      expected,
    );
  });
});

describe('?thumbnail=true', () => {
  const picture = (format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif', width = 1200, height = 800) =>
    sharp({ create: { width, height, channels: 3, background: '#38a' } })
      .toFormat(format)
      .toBuffer();

  test.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)(
    'of a %s: a WebP of at most 512 pixels',
    async (format) => {
      const { name } = await uploaded(server, ada, {
        filename: `a.${format}`,
        type: `image/${format}`,
        content: await picture(format),
      });
      const answer = await download(server, ada, `/api/v1/${name}?thumbnail=true`);
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/webp']);
      const { width, height, format: made } = await sharp(answer.bytes).metadata();
      expect([width, height, made]).toEqual([512, 341, 'webp']);
      const again = { headers: { 'if-none-match': String(answer.headers['etag']) } };
      expect((await download(server, ada, `/api/v1/${name}?thumbnail=true`, again)).status).toBe(304);
    },
  );

  test('a small picture is not made larger', async () => {
    const { name } = await uploaded(server, ada, {
      type: 'image/png',
      content: await picture('png', 20, 10),
    });
    const { width } = await sharp(
      (await download(server, ada, `/api/v1/${name}?thumbnail=true`)).bytes,
    ).metadata();
    expect(width).toBe(20);
  });

  test.each([
    ['a text', 'text/plain', async () => 'text'],
    ['a broken picture', 'image/png', async () => (await picture('png')).subarray(0, 200)],
    ['an SVG', 'image/svg+xml', async () => '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['an empty file', 'image/png', async () => ''],
  ])('of %s: 400 that names thumbnail', async (_name, type, content) => {
    const { name } = await uploaded(server, ada, { type, content: await content() });
    const answer = await download(server, ada, `/api/v1/${name}?thumbnail=true`);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).error.details[0].field).toBe('thumbnail');
  });

  test('of a picture that unpacks to too many pixels: 400', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const { name } = await uploaded(server, ada, { type: 'image/png', content: bomb });
    expect((await download(server, ada, `/api/v1/${name}?thumbnail=true`)).status).toBe(400);
  });

  test('200 at once of one picture are made once, and all answered', async () => {
    const { name } = await uploaded(server, ada, {
      type: 'image/png',
      content: await picture('png', 900, 900),
    });
    const all = await Promise.all(
      Array.from({ length: 200 }, () => download(server, ada, `/api/v1/${name}?thumbnail=true`)),
    );
    expect(new Set(all.map(({ status, bytes }) => `${status} ${bytes.length}`)).size).toBe(1);
    expect(all[0]?.status).toBe(200);
  });
});
