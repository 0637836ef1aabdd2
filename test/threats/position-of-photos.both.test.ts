import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { download, uploaded } from '../support/files.ts';
import type { Account } from '../support/instance.ts';
import { startMemos, type Memos } from '../support/memos.ts';

let server: Memos;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

/** A photo that says who made it, and that it was taken at 48° 12′ 30″ N. */
async function photo(format: 'jpeg' | 'png' | 'webp', xmp = false): Promise<Buffer> {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#38a' } })
    .withExif({
      IFD0: { Artist: 'Ada Lovelace' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 30/1' },
    })
    .toFormat(format);
  if (!xmp) return picture.toBuffer();
  const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,12.5N"/></rdf:RDF></x:xmpmeta>`;
  return picture.withXmp(text).toBuffer();
}

/** 48/1 12/1 30/1 as EXIF has it, in either byte order. */
const PLACES = ['300000000100000', '000000300000001'].map((hex) => hex.replaceAll(/3/g, '3'));
const places = (bytes: Buffer): boolean =>
  PLACES.some((hex) => bytes.toString('hex').includes(hex)) || bytes.includes('48,12.5N');

async function published(content: Buffer, type: string): Promise<string> {
  const { name } = await uploaded(server, ada, { content, type, filename: 'photo' });
  await server.write(ada, `![](/api/v1/${name})`, { visibility: 'PUBLIC' });
  return `/api/v1/${name}`;
}

describe.each(['jpeg', 'png', 'webp'] as const)('a %s', (format) => {
  test.each([
    ['declared as such', `image/${format}`],
    ['declared as bytes', 'application/octet-stream'],
  ])('%s: others do not see where it was taken, the owner does', async (_name, type) => {
    const original = await photo(format);
    expect(places(original)).toBe(true);
    const path = await published(original, type);
    expect((await download(server, ada, path)).bytes).toEqual(original);
    for (const reader of [bob, null]) {
      const { bytes } = await download(server, reader, path);
      expect(places(bytes)).toBe(false);
      expect(bytes).toHaveLength(original.length);
      const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect(data).toEqual((await sharp(original).raw().toBuffer({ resolveWithObject: true })).data);
    }
  });

  test('nor by a range, nor in its thumbnail, nor by the entity tag of the owner', async () => {
    const original = await photo(format);
    const path = await published(original, `image/${format}`);
    const whole = (await download(server, bob, path)).bytes;
    for (const [from, to] of [
      [0, 99],
      [50, 149],
      [100, original.length - 1],
    ]) {
      const part = await download(server, bob, path, { headers: { range: `bytes=${from}-${to}` } });
      expect(part.bytes).toEqual(whole.subarray(from, Number(to) + 1));
    }
    expect(places((await download(server, bob, `${path}?thumbnail=true`)).bytes)).toBe(false);
    const etags = [await download(server, ada, path), await download(server, bob, path)].map(
      ({ headers }) => headers['etag'],
    );
    expect(etags[0]).not.toBe(etags[1]);
  });
});

test('XMP that speaks of it is taken out', async () => {
  const original = await photo('jpeg', true);
  expect(original.includes('48,12.5N')).toBe(true);
  expect(places((await download(server, bob, await published(original, 'image/jpeg'))).bytes)).toBe(false);
});

test('what else the photo says stays', async () => {
  const { bytes } = await download(server, bob, await published(await photo('jpeg'), 'image/jpeg'));
  expect(bytes.includes('Ada Lovelace')).toBe(true);
});

test('a picture without a place is sent as it is', async () => {
  const original = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#38a' } })
    .jpeg()
    .toBuffer();
  expect((await download(server, null, await published(original, 'image/jpeg'))).bytes).toEqual(original);
});
