import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliDecompress, createUnzip } from 'node:zlib';
import { CaptureFailure, megabytes } from './failure.ts';
import type { CaptureLimits } from './limits.ts';

/** More than one is hardly ever meant. */
const MAX_CODINGS = 2;
/** Below this, nobody asks how well it was compressed. */
const SMALL = 1024 * 1024;

type Chunks = AsyncIterable<Buffer>;

export interface Receiving {
  /** The Content-Encoding. */
  encoding: string | null;
  limits: Pick<CaptureLimits, 'wireBytes' | 'pageBytes' | 'ratio'>;
  signal: AbortSignal;
  heard(): void;
  /** Called once with the first bytes of the body, or all of it; what it throws ends the transfer. */
  begin(head: Buffer): void;
  /** So many bytes `begin` wants to see. */
  headBytes: number;
}

/**
 * The body of an answer, decompressed, within the limits at every step; in an ArrayBuffer of its own.
 * @throws CaptureFailure, or what the stream or the decompression fails with
 */
export async function receive(body: Readable, options: Receiving): Promise<Uint8Array<ArrayBuffer>> {
  const { limits, signal, heard, begin, headBytes } = options;
  const tooLarge = (): CaptureFailure =>
    new CaptureFailure('tooLarge', `The page is larger than ${megabytes(limits.pageBytes)}.`);
  let wire = 0;
  async function* counted(source: Chunks): Chunks {
    for await (const chunk of source) {
      heard();
      wire += chunk.length;
      if (wire > limits.wireBytes) throw tooLarge();
      yield chunk;
    }
  }
  async function* bounded(source: Chunks): Chunks {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > limits.pageBytes) throw tooLarge();
      if (size > SMALL && size > wire * limits.ratio) {
        throw new CaptureFailure('badEncoding', 'The page is compressed so much that it cannot be a page.');
      }
      yield chunk;
    }
  }
  const chunks: Buffer[] = [];
  let received = 0;
  let hasBegun = false;
  async function collect(source: Chunks): Promise<void> {
    for await (const chunk of source) {
      chunks.push(chunk);
      received += chunk.length;
      if (hasBegun || received < headBytes) continue;
      hasBegun = true;
      begin(Buffer.concat(chunks));
    }
    if (!hasBegun) begin(Buffer.concat(chunks));
  }
  const steps = decoders(options.encoding).flatMap((decoder) => [decoder, bounded]);
  await pipeline([body, counted, ...steps, collect] as never, { signal });
  const bytes = new Uint8Array(received);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The last coding that was applied is the first to be undone. What breaks off is taken as far as it goes, as browsers do. */
function decoders(encoding: string | null): NodeJS.ReadWriteStream[] {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) {
    throw new CaptureFailure('badEncoding', 'The page is compressed many times over.');
  }
  return codings.toReversed().map((coding) => {
    if (coding === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    if (/^(?:x-)?gzip$|^deflate$/.test(coding)) return createUnzip({ finishFlush: constants.Z_SYNC_FLUSH });
    throw new CaptureFailure('badEncoding', 'The page is compressed in a way that is not known here.');
  });
}
