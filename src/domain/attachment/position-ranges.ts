import type { ByteRange } from './attachment.ts';
import { positionInExif } from './exif-position.ts';

export interface PositionScanner {
  /** Takes the next bytes of the file. */
  write(chunk: Uint8Array): void;
  /** Where the file says where it was made, by what was written so far. */
  ranges(): ByteRange[];
}

/** What is asked of the bytes that come: to be seen, or to be passed over. */
type Step = { see: number } | { pass: number };
type Walk = Generator<Step, void, Uint8Array>;

/** Metadata larger than this is not looked at but taken out as a whole. */
const MAX_METADATA = 128 * 1024;

/**
 * Finds the place in pictures as they stream by: the GPS part of EXIF, and XMP that speaks of GPS, in JPEG, PNG and WebP,
 * whatever they are called. Whoever blanks these bytes has the same picture, of the same size, that says no more where it was
 * taken. EXIF that cannot be read is taken out as a whole.
 */
export function createPositionScanner(): PositionScanner {
  const found: ByteRange[] = [];
  const reader = new Reader(found);
  return {
    write: (chunk) => reader.write(chunk),
    ranges: () => found.filter(({ from, to }) => from < to),
  };
}

class Reader {
  readonly #walk: Walk;
  #step: Step | null;
  /** What has been seen of the present step, and how much is still to come. */
  #seen: Uint8Array[] = [];
  #missing = 0;
  /** The position in the file. */
  at = 0;

  constructor(found: ByteRange[]) {
    this.#walk = walkFile(this, found);
    this.#step = null;
    this.#next(this.#walk.next());
  }

  write(chunk: Uint8Array): void {
    let used = 0;
    while (this.#step && used < chunk.length) {
      const part = chunk.subarray(used, used + this.#missing);
      used += part.length;
      this.at += part.length;
      this.#missing -= part.length;
      if ('see' in this.#step) this.#seen.push(part);
      while (this.#step && this.#missing === 0) this.#next(this.#walk.next(join(this.#seen)));
    }
  }

  #next({ value, done }: IteratorResult<Step, void>): void {
    this.#step = done ? null : (value ?? null);
    this.#seen = [];
    this.#missing = this.#step ? ('see' in this.#step ? this.#step.see : this.#step.pass) : 0;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function* walkFile(reader: { at: number }, found: ByteRange[]): Walk {
  const start = yield { see: 2 };
  if (start[0] === 0xff && start[1] === 0xd8) return yield* walkJpeg(reader, found);
  const rest = yield { see: 6 };
  if (ascii(start) === '\x89P' && ascii(rest) === 'NG\r\n\x1a\n') return yield* walkPng(reader, found);
  const kind = yield { see: 4 };
  if (ascii(start) === 'RI' && ascii(rest).startsWith('FF') && ascii(kind) === 'WEBP')
    yield* walkWebp(reader, found);
}

function* walkJpeg(reader: { at: number }, found: ByteRange[]): Walk {
  for (;;) {
    const [mark, kind = 0] = yield { see: 2 };
    // The picture itself begins at 0xda; what is no marker is no JPEG.
    if (mark !== 0xff || kind === 0xda || kind === 0xd9) return;
    if (kind === 0x01 || (kind >= 0xd0 && kind <= 0xd7)) continue;
    const length = bigEndian(yield { see: 2 }) - 2;
    if (length <= 0) continue;
    if (kind !== 0xe1) yield { pass: length };
    else yield* readMetadata(reader, found, length);
  }
}

function* walkPng(reader: { at: number }, found: ByteRange[]): Walk {
  for (;;) {
    const head = yield { see: 8 };
    const length = bigEndian(head.subarray(0, 4));
    const kind = ascii(head.subarray(4));
    if (kind === 'IEND') return;
    if (/^(eXIf|iTXt|tEXt|zTXt)$/.test(kind)) yield* readMetadata(reader, found, length);
    else if (length > 0) yield { pass: length };
    yield { pass: 4 };
  }
}

function* walkWebp(reader: { at: number }, found: ByteRange[]): Walk {
  for (;;) {
    const head = yield { see: 8 };
    const length = littleEndian(head.subarray(4));
    const kind = ascii(head.subarray(0, 4));
    if (kind === 'EXIF' || kind === 'XMP ') yield* readMetadata(reader, found, length);
    else if (length > 0) yield { pass: length };
    if (length % 2 === 1) yield { pass: 1 };
  }
}

const EXIF = 'Exif\0\0';

function* readMetadata(reader: { at: number }, found: ByteRange[], length: number): Walk {
  if (length === 0) return;
  const from = reader.at;
  if (length > MAX_METADATA) {
    found.push({ from, to: from + length });
    yield { pass: length };
    return;
  }
  const bytes = yield { see: length };
  const text = ascii(bytes);
  const offset = text.startsWith(EXIF) ? EXIF.length : 0;
  if (offset > 0 || /^(II\*\0|MM\0\*)/.test(text)) {
    for (const range of positionInExif(bytes.subarray(offset))) {
      found.push({ from: from + offset + range.from, to: from + offset + range.to });
    }
  } else if (/^http:\/\/ns\.adobe\.com\/xmp\/extension|^Raw profile type|GPS/i.test(text)) {
    found.push({ from, to: from + length });
  }
}

function ascii(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}
