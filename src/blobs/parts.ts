/** S3 takes no smaller parts, but for the last. */
const PART = 5 * 1024 * 1024;
/** S3 takes 10,000 parts: they grow, so that 300 GiB fit. */
const PARTS_OF_A_SIZE = 2000;

/** Content cut into parts, one of them in memory at a time. The last may be small, and is empty where nothing came. */
export async function* partsOf(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let count = 0;
  for await (const chunk of content) {
    if (size >= PART * 2 ** Math.floor(count / PARTS_OF_A_SIZE)) {
      yield { bytes: Buffer.concat(chunks), isLast: false };
      [chunks, size] = [[], 0];
      count++;
    }
    chunks.push(chunk);
    size += chunk.length;
  }
  yield { bytes: Buffer.concat(chunks), isLast: true };
}
