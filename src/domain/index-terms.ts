import type { Shelf } from './access.ts';
import type { Note } from './note.ts';

/**
 * Everything besides text that a search can filter by is a term of the index too, so that a filter is part of the match.
 * A term holds only letters, digits and `: / _ - .`, in lower case.
 */
export const ownerTerm = (userId: number): string => `o:${userId}`;
const statusTerm = (status: string): string => `s:${status.toLowerCase()}`;
const visibilityTerm = (visibility: string): string => `v:${visibility.toLowerCase()}`;

/** Finds notes with this tag or one below it. */
export const tagTerm = (key: string): string => `t:${key.replace(/[\0-\x7f]/g, escapeAscii)}`;

export const PROPERTY_TERMS = {
  pinned: 'is:pinned',
  hasLink: 'has:link',
  hasFile: 'has:file',
  hasTask: 'has:task',
  hasCode: 'has:code',
} as const;

export type Property = keyof typeof PROPERTY_TERMS;

function escapeAscii(character: string): string {
  return /[a-z0-9/_-]/.test(character) ? character : `.${character.charCodeAt(0).toString(16)}.`;
}

/** @param tagKeys with their ancestors */
export function scopeTerms(
  note: Pick<Note, 'ownerId' | 'status' | 'visibility'>,
  tagKeys: Iterable<string>,
  properties: Partial<Record<Property, boolean>>,
): string[] {
  const terms = shelfTerms(note);
  for (const key of tagKeys) terms.push(tagTerm(key));
  for (const [property, term] of Object.entries(PROPERTY_TERMS)) {
    if (properties[property as Property]) terms.push(term);
  }
  return terms;
}

/** The terms that all notes of a shelf share. */
export function shelfTerms(shelf: Shelf): string[] {
  const terms = [statusTerm(shelf.status), visibilityTerm(shelf.visibility)];
  if (shelf.ownerId !== null) terms.unshift(ownerTerm(shelf.ownerId));
  return terms;
}
