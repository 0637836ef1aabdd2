import { linksOf, titleOf } from './read-facts.ts';
import type { DerivedFacts, Source } from './source.ts';

/** A note among the others: what it links to, and what links to it. */
export interface LinkedNote {
  filename: string;
  title: string;
  isLabel: boolean;
  ctime: number;
  mtime: number;
  outgoing: DerivedFacts['links'];
  incoming: { source: LinkedNote; line: number }[];
}

/** All notes by file name, in the order of the source. Contents are not kept. */
export function readLinkedNotes(source: Source, { mtime = false } = {}): Map<string, LinkedNote> {
  const notes = new Map<string, LinkedNote>();
  for (const note of source.notes({ content: 'facts', mtime })) {
    const { filename, ctime } = note;
    const { title, isLabel } = titleOf(note);
    const outgoing = linksOf(note);
    notes.set(filename, {
      filename,
      title,
      isLabel,
      ctime,
      mtime: note.mtime,
      outgoing,
      incoming: [],
    });
  }
  for (const note of notes.values()) {
    for (const { target, line } of note.outgoing) notes.get(target)?.incoming.push({ source: note, line });
  }
  return notes;
}

export function isOrphan({ outgoing, incoming }: LinkedNote): boolean {
  return outgoing.length === 0 && incoming.length === 0;
}
