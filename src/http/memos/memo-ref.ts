import { notFound } from '../../domain/errors.ts';
import type { NoteRef } from '../../services/notes.ts';

/** `123`, `1a2b3c4d` (a uid always has a letter) or `64214a1d.md`, a file of the caller's. @throws NOT_FOUND for anything else */
export function memoRef(text: string): NoteRef {
  if (/^[0-9]{1,15}$/.test(text)) return { id: Number(text) };
  if (/^[0-9a-f]{8}$/.test(text)) return { uid: text };
  if (/^[0-9a-f]{8}\.md$/.test(text)) return { filename: text };
  throw notFound('Memo');
}
