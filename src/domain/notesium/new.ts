import { filenameOf } from '../filename.ts';
import { goLayout } from './go-layout.ts';
import { parseCtime } from './parse-ctime.ts';
import type { CommandOptions } from './parse-command.ts';
import type { Source } from './source.ts';

/**
 * The path of a new note. It is the first free one from now on, so that no editor opens a note that is there already;
 * with `--ctime=` it is the one of that second, whether it is there or not: so daily notes are found again.
 * @throws CommandError for a time that is none
 */
export function* newNote({ ctime, verbose }: CommandOptions, source: Source): Generator<string> {
  const epoch = ctime ? parseCtime(ctime) : freeSecond(source);
  const filename = filenameOf(epoch);
  const path = `${source.folder.replace(/\/$/, '')}/${filename}`;
  if (!verbose) return yield `${path}\n`;
  yield `path:${path}\n`;
  yield `filename:${filename}\n`;
  yield `epoch:${epoch}\n`;
  yield `ctime:${goLayout('2006-01-02T15:04:05-07:00', epoch * 1000)}\n`;
  yield `exists:${source.has(filename)}\n`;
}

function freeSecond(source: Source): number {
  let second = Math.floor(source.now() / 1000);
  while (source.has(filenameOf(second))) second++;
  return second;
}
