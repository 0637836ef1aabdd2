import { writeSync } from 'node:fs';
import { CommandError } from '../../domain/notesium/index.ts';
import type { Io } from '../program.ts';

/** Prints a piece of output. False where nobody reads any more: `commonplace lines | head` is no mistake. */
export type Print = (text: string) => boolean | Promise<boolean>;

export async function printAll(print: Print, chunks: Iterable<string>): Promise<void> {
  for (const chunk of chunks) if (!(await print(chunk))) return;
}

/** Prints as fast as the reader reads. */
export function printTo(stream: Io['stdout']): Print {
  const isGone = () => stream.destroyed || stream.errored !== null;
  return async (text) => {
    if (isGone()) return false;
    // Between two pieces it is noticed when the reader has gone.
    if (stream.write(text)) await new Promise((resolve) => setImmediate(resolve));
    else await hasRoom(stream);
    return !isGone();
  };
}

function hasRoom(stream: Io['stdout']): Promise<void> {
  return new Promise((resolve) => {
    function goOn(): void {
      stream.off('drain', goOn).off('close', goOn);
      resolve();
    }
    stream.on('drain', goOn).on('close', goOn);
  });
}

/**
 * Past the stream, which takes longer to load than many a command runs.
 * @throws CommandError where the disk is full, or the like
 */
export function printToDescriptor(descriptor: number): Print {
  return (text) => {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') return false;
        if (code !== 'EAGAIN') throw new CommandError(`The output cannot be written: ${code}`);
        waitForReader();
      }
    }
    return true;
  };
}

/** Another process has made the pipe one that does not wait. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
}
