import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPositionScanner } from './position-ranges.ts';

const STARTS = [
  [
    0xff,
    0xd8,
    0xff,
    0xe1,
    0,
    40,
    ...Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a'),
  ],
  [0xff, 0xd8],
  [...Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  [...Buffer.from('RIFF\x10\0\0\0WEBPEXIF\x08\0\0\0')],
  [],
];
const file = fc
  .tuple(fc.constantFrom(...STARTS), fc.uint8Array({ maxLength: 300 }))
  .map(([start, rest]) => Uint8Array.from([...start, ...rest]));

function scan(bytes: Uint8Array, size: number) {
  const scanner = createPositionScanner();
  for (let at = 0; at < bytes.length; at += size) scanner.write(bytes.subarray(at, at + size));
  return scanner.ranges();
}

test('whatever comes, in chunks of whatever size, it finds the same, and never fails', () => {
  fc.assert(
    fc.property(file, fc.integer({ min: 1, max: 50 }), (bytes, size) => {
      expect(scan(bytes, size)).toEqual(scan(bytes, bytes.length + 1));
    }),
    { numRuns: 2000 },
  );
});

test('EXIF that points beyond its end is taken out as a whole', () => {
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\xff\xff', 'latin1');
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]),
    exif,
    Buffer.from([0xff, 0xda]),
  ]);
  expect(scan(jpeg, 7)).toEqual([{ from: 12, to: 6 + exif.length }]);
});
