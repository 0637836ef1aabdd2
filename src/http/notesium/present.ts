import { compileLayout } from '../../domain/notesium/go-layout.ts';
import { SECOND } from '../../domain/time.ts';
import type { FileLink, NoteFile } from '../../services/notebook.ts';
import type { LinkedFile } from '../../services/notebook-links.ts';

/** RFC 3339 in the local zone, with a fraction only where there is one, as Go prints it. */
const goTime = compileLayout('2006-01-02T15:04:05.999999999Z07:00');

/** A note as the list shows it (notesium-api.txt, field for field). */
export function listedNote(file: LinkedFile) {
  return {
    Filename: file.filename,
    Title: file.title,
    IsLabel: file.isLabel,
    OutgoingLinks: file.outgoing.map(link),
    IncomingLinks: file.incoming.map(link),
    // What a note is called says when it was written, also to those who only have the folder.
    Ctime: goTime(Number.parseInt(file.filename, 16) * SECOND),
    Mtime: goTime(file.editedAt),
    Lines: file.lines,
    Words: file.words,
    Chars: file.chars,
  };
}

/** @param folder the folder that the note lies in */
export function note(file: NoteFile, folder: string) {
  return { ...listedNote(file), Path: `${folder}/${file.filename}`, Content: file.content };
}

function link({ filename, title, line }: FileLink) {
  return { Filename: filename, Title: title, LineNumber: line };
}
