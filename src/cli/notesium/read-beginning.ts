import { closeSync, openSync, readSync } from 'node:fs';
import { holdsTitle } from '../../domain/markdown/index.ts';

/** More than the title of most notes; what is read at once is the same for all of them. */
let buffer = Buffer.allocUnsafe(512);

/** The beginning of a file, as far as its title goes; all of it where it has none. */
export function readBeginning(path: string): string {
  const file = openSync(path, 'r');
  try {
    let size = 0;
    for (;;) {
      const read = readSync(file, buffer, size, buffer.length - size, size);
      size += read;
      const text = buffer.toString('utf8', 0, size);
      if (read === 0 || holdsTitle(text)) return text;
      if (size === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 4);
    }
  } finally {
    closeSync(file);
  }
}
