import { mayRead, readerOf, type Principal } from '../domain/access.ts';
import { notFound } from '../domain/errors.ts';
import type { NoteRef } from '../store/notes.ts';
import type { IncomingLink, OutgoingLink } from '../store/note-links.ts';
import type { Store } from '../store/store.ts';

export interface NoteLinks {
  incoming: (Omit<IncomingLink, 'content'> & { text: string })[];
  outgoing: OutgoingLink[];
}

/** So many of each are told. */
const MAX = 500;
const TEXT_LENGTH = 300;

/** The links of a note in both directions, as far as the reader may see their other ends. */
export function createNoteLinks({ store }: { store: Store }) {
  return {
    /** @throws NOT_FOUND also for what the reader may not know of */
    async of(principal: Principal, ref: NoteRef): Promise<NoteLinks> {
      const reader = readerOf(principal);
      const note = await store.read.notes.find(ref, reader);
      if (!note || !mayRead(principal, note)) throw notFound('Memo');
      const incoming = await store.read.links.to(note, reader, MAX);
      return {
        incoming: incoming.map(({ content, ...link }) => ({ ...link, text: lineOf(content, link.line) })),
        outgoing: await store.read.links.from(note.id, reader, MAX),
      };
    },
  };
}

/** @param line 1-based */
function lineOf(content: string, line: number): string {
  return (content.split(/\r\n|\n|\r/, line)[line - 1] ?? '').trim().slice(0, TEXT_LENGTH).toWellFormed();
}
