import type { Transport } from './transport.ts';

/** The shapes of the Notesium API, as docs/api-notesium.md describes them. */
export interface NoteLink {
  Filename: string;
  /** Empty where there is no such note. */
  Title: string;
  LineNumber: number;
}

export interface ListedNote {
  Filename: string;
  Title: string;
  /** Whether the title is one word. */
  IsLabel: boolean;
  OutgoingLinks: NoteLink[];
  IncomingLinks: NoteLink[];
  Ctime: string;
  Mtime: string;
  Lines: number;
  Words: number;
  Chars: number;
}

export interface Note extends ListedNote {
  Path: string;
  Content: string;
}

export function createNotes({ json }: Transport) {
  return {
    list: (signal?: AbortSignal) =>
      json<ListedNote[]>('GET', '/api/notes', { query: { keyed: false }, signal }),
    get: (filename: string, signal?: AbortSignal) =>
      json<Note>('GET', `/api/notes/${encodeURIComponent(filename)}`, { signal }),
  };
}
