import type { ByteRange } from './attachment.ts';

const GPS = 0x8825;
const ENTRY = 12;
/** Bytes of a value, by its type (EXIF 2.32, 4.6.2). */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * Where EXIF data (without the `Exif` before it) says where the picture was taken: its GPS directory and what that points to.
 * @returns all of it, where it cannot be read
 */
export function positionInExif(bytes: Uint8Array): ByteRange[] {
  const all = [{ from: 0, to: bytes.length }];
  if (bytes.length < 8) return all;
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const little = view.getUint16(0) === 0x4949;
    if (view.getUint16(2, little) !== 42) return all;
    const found: ByteRange[] = [];
    const first = view.getUint32(4, little);
    for (let entry = 0; entry < view.getUint16(first, little); entry++) {
      const at = first + 2 + entry * ENTRY;
      if (view.getUint16(at, little) === GPS)
        found.push(...directory(view, view.getUint32(at + 8, little), little));
    }
    return found.every(({ from, to }) => from >= 8 && to <= bytes.length) ? found : all;
  } catch {
    // It points beyond its end.
    return all;
  }
}

function directory(view: DataView, start: number, little: boolean): ByteRange[] {
  const count = view.getUint16(start, little);
  const ranges = [{ from: start, to: start + 2 + count * ENTRY }];
  for (let entry = 0; entry < count; entry++) {
    const at = start + 2 + entry * ENTRY;
    const size = (SIZES[view.getUint16(at + 2, little)] ?? 8) * view.getUint32(at + 4, little);
    if (size <= 4) continue;
    const from = view.getUint32(at + 8, little);
    ranges.push({ from, to: from + size });
  }
  return ranges;
}
