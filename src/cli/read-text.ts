import { Failure } from './failure.ts';
import type { Io } from './program.ts';

/** More than any note may have. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Standard input up to its end, without the line end that most programs put there.
 * @throws Failure for what is no text
 */
export async function readText({ stdin }: Io): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    size += (chunk as Uint8Array).length;
    if (size > MAX_BYTES) throw new Failure('Standard input is too long for a note');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)).replace(/\r?\n$/, '');
  } catch (error) {
    throw new Failure('Standard input is no text in UTF-8', { cause: error });
  }
}
