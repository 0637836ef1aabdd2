import { paintFor, type Paint } from './color.ts';
import { CommandError } from './command-error.ts';
import { readLinkedNotes, type LinkedNote } from './linked-notes.ts';
import type { CommandOptions } from './parse-command.ts';
import { sortNotes } from './sort-notes.ts';
import type { Source } from './source.ts';

/**
 * All links, by the title of the note that they stand in; or those of one note, in both directions.
 * @throws CommandError where that note does not exist
 */
export function* links(options: CommandOptions, source: Source): Generator<string> {
  const { filename, limit } = options;
  const notes = readLinkedNotes(source);
  const paint = paintFor(options);
  if (filename === undefined) return yield* allLinks(notes, limit === 'dangling', paint);
  const note = notes.get(filename);
  if (!note) throw new CommandError('filename does not exist');
  if (limit !== 'incoming') yield* outgoing(note, notes, limit ? '' : `${paint('outgoing')} `);
  if (limit !== 'outgoing') yield* incoming(note, limit ? '' : `${paint('incoming')} `);
}

/** A link to a note that is not there shows the file name in place of its title. */
function* allLinks(notes: Map<string, LinkedNote>, onlyDangling: boolean, paint: Paint): Generator<string> {
  for (const note of sortNotes([...notes.values()], 'alpha')) {
    for (const { target, line } of note.outgoing) {
      const linked = notes.get(target);
      if (linked && onlyDangling) continue;
      yield `${note.filename}:${line}: ${paint(note.title)} → ${linked?.title ?? target}\n`;
    }
  }
}

function* outgoing(note: LinkedNote, notes: Map<string, LinkedNote>, prefix: string): Generator<string> {
  for (const { target } of note.outgoing) {
    const linked = notes.get(target);
    if (linked) yield `${linked.filename}:1: ${prefix}${linked.title}\n`;
  }
}

function* incoming(note: LinkedNote, prefix: string): Generator<string> {
  for (const { source, line } of note.incoming)
    yield `${source.filename}:${line}: ${prefix}${source.title}\n`;
}
