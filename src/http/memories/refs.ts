import { notFound } from '../../domain/errors.ts';
import type { NoteRef } from '../../services/notes.ts';

/** `1a2b3c4d` or `123`; a uid always has a letter. @throws NOT_FOUND for anything else */
export function documentRef(text: string): NoteRef {
  const ref = documentRefIn(text);
  if (!ref) throw notFound('Document');
  return ref;
}

/** @returns null for what names no note */
export function documentRefIn(text: string): NoteRef | null {
  if (/^[0-9]{1,15}$/.test(text)) return { id: Number(text) };
  return /^[0-9a-f]{8}$/.test(text) ? { uid: text } : null;
}
