import type { LinkedFile } from '../../services/notebook-links.ts';
import { listedNote } from './present.ts';

const NOTES_PER_TURN = 250;

/** The list as JSON, made in turns: other requests are answered in between. */
export async function listBytes(files: readonly LinkedFile[], keyed: boolean): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let start = 0; start < files.length; start += NOTES_PER_TURN) {
    if (start > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    const some = files.slice(start, start + NOTES_PER_TURN).map((file) => {
      const json = JSON.stringify(listedNote(file));
      return keyed ? `${JSON.stringify(file.filename)}:${json}` : json;
    });
    pieces.push(Buffer.from(`${start > 0 ? ',' : ''}${some.join(',')}`));
  }
  const [open, close] = keyed ? ['{', '}'] : ['[', ']'];
  return Buffer.concat([Buffer.from(open), ...pieces, Buffer.from(close)]);
}
