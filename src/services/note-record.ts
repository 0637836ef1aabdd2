import { scopeTerms } from '../domain/index-terms.ts';
import { readNote } from '../domain/markdown/index.ts';
import { MAX_LINKS, MAX_TAGS, type Note } from '../domain/note.ts';
import { tokenize } from '../domain/search/index.ts';
import type { NoteRecord } from '../store/note-rows.ts';

/** What is decided about a note; the rest is read from its content. */
export type NoteBasis = Omit<Note, 'title' | 'snippet' | 'tags' | 'isLabel' | 'lines' | 'words' | 'chars'>;

/** With what its content names but does not decide. */
export interface ReadRecord extends NoteRecord {
  /** Ids and uids of attachments that it links to; whether there are such, the store knows. */
  attachmentNames: readonly string[];
}

/**
 * A note with everything that is derived from its content: the one place where this happens.
 * @param facts what `readNote` says of it, for whoever knows already
 */
export function noteRecord(
  basis: NoteBasis,
  edit: { editedAt: number; editor: string | null },
  facts = readNote(basis.content),
): ReadRecord {
  const { title, snippet, isLabel, lines, words, chars, hasLink, hasTask, hasCode } = facts;
  // One more than an API takes, so that it shows; of a file that somebody else wrote, the first ones count.
  const tags = facts.tags.slice(0, MAX_TAGS + 1);
  const links = facts.links.slice(0, MAX_LINKS + 1);
  const note: Note = {
    id: basis.id,
    uid: basis.uid,
    ownerId: basis.ownerId,
    filename: basis.filename,
    kind: basis.kind,
    content: basis.content,
    visibility: basis.visibility,
    status: basis.status,
    pinned: basis.pinned,
    createdAt: basis.createdAt,
    updatedAt: basis.updatedAt,
    displayAt: basis.displayAt,
    trashedAt: basis.trashedAt,
    revision: basis.revision,
    position: basis.position,
    title,
    snippet,
    tags: tags.map((tag) => tag.name),
    isLabel,
    lines,
    words,
    chars,
  };
  const tagKeys = tagKeysOf(tags);
  return {
    note,
    ...edit,
    tagKeys,
    links,
    attachmentNames: facts.attachmentNames,
    tokens: { title: tokenize(title), body: tokenize(basis.content) },
    scope: scopeTerms(note, tagKeys.keys(), { pinned: note.pinned, hasLink, hasTask, hasCode }),
    hasLink,
    hasTask,
    hasCode,
  };
}

/** `work/alpha` is found under `work` too. */
export function tagKeysOf(tags: readonly { name: string; key: string }[]): Map<string, string | null> {
  const keys = new Map<string, string | null>();
  for (const { name, key } of tags) {
    keys.set(key, name);
    for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
      const ancestor = key.slice(0, slash);
      if (!keys.has(ancestor)) keys.set(ancestor, null);
    }
  }
  return keys;
}
