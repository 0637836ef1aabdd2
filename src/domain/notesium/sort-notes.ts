import { compareBytes } from './compare-bytes.ts';
import type { CommandOptions } from './parse-command.ts';

interface Sortable {
  title: string;
  ctime: number;
  mtime: number;
}

/** Times: newest first. Without an order, and among equals, notes stay in the order of their file names. */
export function sortNotes<Note extends Sortable>(
  notes: readonly Note[],
  sort: CommandOptions['sort'],
): readonly Note[] {
  switch (sort) {
    case 'ctime':
      return notes.toSorted((a, b) => b.ctime - a.ctime);
    case 'mtime':
      return notes.toSorted((a, b) => b.mtime - a.mtime);
    case 'alpha':
      return notes.toSorted((a, b) => compareBytes(a.title, b.title));
    default:
      return notes;
  }
}
