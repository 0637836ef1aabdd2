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

/** The part of it that is about the notes. */
export interface Runtime {
  /** The folder of the notes, or where it would be on a server without folders. */
  home: string;
  web: { writable: boolean };
}

export function createNotes({ json }: Transport) {
  return {
    runtime: (signal?: AbortSignal) => json<Runtime>('GET', '/api/runtime', { signal }),
    list: (signal?: AbortSignal) =>
      json<ListedNote[]>('GET', '/api/notes', { query: { keyed: false }, signal }),
    get: (filename: string, signal?: AbortSignal) =>
      json<Note>('GET', `/api/notes/${encodeURIComponent(filename)}`, { signal }),
    /** @param Ctime its creation (RFC 3339): that second, in hexadecimal, is the name of the file; ALREADY_EXISTS where it is taken */
    create: (note: { Content: string; Ctime: string }) => json<Note>('POST', '/api/notes', { body: note }),
  };
}
