import type { Shelf } from './access.ts';
import type { Note } from './note.ts';

/**
 * Everything besides text that a search can filter by is a term of the index too, so that a filter is part of the match.
 * A term holds only letters, digits and `: / _ - .`, in lower case.
 */
/** The version of what the index holds. Notes of an older one are indexed anew after an upgrade. */
export const INDEX_VERSION = 2;

/** A whole shelf is one term: to ask for three terms together costs three times as much. */
export const shelfTerm = ({ status, visibility, ownerId }: Shelf): string =>
  `${status}:${visibility}${ownerId === null ? '' : `:${ownerId}`}`.toLowerCase();

/** Finds notes with this tag or one below it. */
export const tagTerm = (key: string): string => `t:${key.replace(/[\0-\x7f]/g, escapeAscii)}`;

/** Finds what a space holds and is not archived or in the trash. */
export const spaceTerm = (spaceId: number): string => `sp:${spaceId}`;

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
  { ownerId, status, visibility }: Pick<Note, 'ownerId' | 'status' | 'visibility'>,
  tagKeys: Iterable<string>,
  properties: Partial<Record<Property, boolean>>,
): string[] {
  const terms = [
    shelfTerm({ ownerId, status, visibility }),
    shelfTerm({ ownerId: null, status, visibility }),
  ];
  for (const key of tagKeys) terms.push(tagTerm(key));
  for (const [property, term] of Object.entries(PROPERTY_TERMS)) {
    if (properties[property as Property]) terms.push(term);
  }
  return terms;
}

/** A shelf in an index of version 1: what must hold together. */
export function oldShelfTerms({ status, visibility, ownerId }: Shelf): string[] {
  const terms = [`s:${status.toLowerCase()}`, `v:${visibility.toLowerCase()}`];
  return ownerId === null ? terms : [`o:${ownerId}`, ...terms];
}

/** The scope terms of a note as an index of version 1 has them, from those of now. */
export function oldScopeTerms([shelf = '', , ...others]: readonly string[]): string[] {
  const [status, visibility, owner] = shelf.split(':');
  return [`o:${owner}`, `s:${status}`, `v:${visibility}`, ...others];
}
