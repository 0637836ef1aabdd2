import { paintFor, type Paint } from './color.ts';
import { compareBytes } from './compare-bytes.ts';
import { compileLayout } from './go-layout.ts';
import { isOrphan, readLinkedNotes, type LinkedNote } from './linked-notes.ts';
import type { CommandOptions } from './parse-command.ts';
import { titleOf } from './read-facts.ts';
import { sortNotes } from './sort-notes.ts';
import type { Source } from './source.ts';

interface Listed {
  filename: string;
  title: string;
  isLabel: boolean;
  ctime: number;
  mtime: number;
}

/** `64214a1d.md:1: title`, with the prefix before the title. A limit leaves the prefix out, as in Notesium. */
export function* list(options: CommandOptions, source: Source): Generator<string> {
  const { limit, prefix, sort } = options;
  const mtime = sort === 'mtime' || (prefix === 'mtime' && !limit);
  if (limit === 'orphans') {
    const orphans = [...readLinkedNotes(source, { mtime }).values()].filter(isOrphan);
    yield* plain(sortNotes(orphans, sort));
  } else if (limit === 'labels') {
    const labels = readListed(source, mtime).filter(({ isLabel }) => isLabel);
    yield* plain(sortNotes(labels, sort));
  } else if (prefix === 'label') {
    yield* byLabel(readLinkedNotes(source, { mtime }), options);
  } else if (prefix === 'ctime' || prefix === 'mtime') {
    const paint = paintFor(options);
    const format = compileLayout(options.date ?? '2006-01-02');
    for (const note of sortNotes(readListed(source, mtime), sort)) {
      yield `${note.filename}:1: ${paint(format(note[prefix]))} ${note.title}\n`;
    }
  } else {
    yield* plain(sortNotes(readListed(source, mtime), sort));
  }
}

function readListed(source: Source, mtime: boolean): Listed[] {
  const listed: Listed[] = [];
  for (const note of source.notes({ content: 'title', mtime })) {
    const { title, isLabel } = titleOf(note);
    listed.push({ filename: note.filename, title, isLabel, ctime: note.ctime, mtime: note.mtime });
  }
  return listed;
}

function* plain(notes: readonly Listed[]): Generator<string> {
  for (const { filename, title } of notes) yield `${filename}:1: ${title}\n`;
}

/** Each note once for every label that it links to; then those without one. */
function* byLabel(notes: Map<string, LinkedNote>, options: CommandOptions): Generator<string> {
  const paint = paintFor(options);
  const sorted = sortNotes([...notes.values()], options.sort);
  const labelled = sorted.flatMap((note) =>
    labelsOf(note, notes).map((label) => ({ note, sortKey: `${label.title} ${note.title}`, label })),
  );
  if (options.sort === 'alpha') labelled.sort((a, b) => compareBytes(a.sortKey, b.sortKey));
  for (const { note, label } of labelled) yield labelledLine(note, label, paint);
  yield* plain(sorted.filter((note) => labelsOf(note, notes).length === 0));
}

function labelsOf({ outgoing }: LinkedNote, notes: Map<string, LinkedNote>): LinkedNote[] {
  const labels = new Set<LinkedNote>();
  for (const { target } of outgoing) {
    const note = notes.get(target);
    if (note?.isLabel) labels.add(note);
  }
  return [...labels];
}

function labelledLine(note: LinkedNote, label: LinkedNote, paint: Paint): string {
  return `${note.filename}:1: ${paint(label.title)} ${note.title}\n`;
}
