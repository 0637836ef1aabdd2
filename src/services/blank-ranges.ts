import type { ByteRange } from '../domain/attachment/index.ts';

/** The same bytes, but for some ranges, which are zeros. @param start the position in the file that `content` begins at */
export async function* blankRanges(
  content: AsyncIterable<Buffer>,
  ranges: readonly ByteRange[],
  start: number,
): AsyncGenerator<Buffer> {
  let at = start;
  for await (const chunk of content) {
    for (const { from, to } of ranges) {
      if (from < at + chunk.length && to > at)
        chunk.fill(0, Math.max(0, from - at), Math.min(chunk.length, to - at));
    }
    at += chunk.length;
    yield chunk;
  }
}
