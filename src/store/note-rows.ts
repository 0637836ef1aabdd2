import type { NoteLink } from '../domain/markdown/index.ts';
import type { Note, NoteView } from '../domain/note.ts';
import { attachmentsOf } from './attachment-rows.ts';
import type { Bit, NoteRow } from './schema.ts';

/** A note with all that is derived from its content, ready to be written. */
export interface NoteRecord {
  note: Note;
  editedAt: number;
  /** The session or token that wrote the content. */
  editor: string | null;
  /** Key -> the tag as written, or null for an ancestor that is only implied. */
  tagKeys: ReadonlyMap<string, string | null>;
  links: readonly NoteLink[];
  tokens: { title: string[]; body: string[] };
  scope: string[];
  hasLink: boolean;
  hasTask: boolean;
  hasCode: boolean;
}

export const noteColumns = [
  'n.id',
  'n.uid',
  'n.owner_id',
  'n.filename',
  'n.kind',
  'n.content',
  'n.visibility',
  'n.status',
  'n.pinned',
  'n.created_at',
  'n.updated_at',
  'n.display_at',
  'n.trashed_at',
  'n.edited_at',
  'n.revision',
  'n.position',
  'n.title',
  'n.snippet',
  'n.tags_json',
  'n.is_label',
  'n.line_count',
  'n.word_count',
  'n.char_count',
] as const;

/** All that is written of a note. */
export const NOTE_COLUMNS = [
  ...noteColumns.map((column) => column.slice(2) as NoteColumn & keyof NoteRow),
  'editor',
  'has_link',
  'has_task',
  'has_code',
] as const;

type NoteColumn = (typeof noteColumns)[number] extends `n.${infer Column}` ? Column : never;
export type ReadRow = Pick<NoteRow, NoteColumn & keyof NoteRow> & {
  related: string;
  attachments: string;
  through_space?: Bit;
};

export function noteView(row: ReadRow): NoteView {
  return {
    id: row.id,
    uid: row.uid,
    ownerId: row.owner_id,
    filename: row.filename,
    kind: row.kind,
    content: row.content,
    visibility: row.visibility,
    status: row.status,
    pinned: row.pinned === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    displayAt: row.display_at,
    trashedAt: row.trashed_at,
    editedAt: row.edited_at,
    revision: row.revision,
    position: row.position,
    title: row.title,
    snippet: row.snippet,
    tags: JSON.parse(row.tags_json) as string[],
    isLabel: row.is_label === 1,
    lines: row.line_count,
    words: row.word_count,
    chars: row.char_count,
    relatedIds: [...new Set(JSON.parse(row.related) as number[])],
    attachments: attachmentsOf(row.attachments),
    ...(row.through_space === 1 && { throughSpace: true }),
  };
}

export function noteRow(record: NoteRecord): NoteRow {
  const { note } = record;
  return {
    id: note.id,
    uid: note.uid,
    owner_id: note.ownerId,
    filename: note.filename,
    kind: note.kind,
    content: note.content,
    visibility: note.visibility,
    status: note.status,
    pinned: bit(note.pinned),
    created_at: note.createdAt,
    updated_at: note.updatedAt,
    display_at: note.displayAt,
    trashed_at: note.trashedAt,
    edited_at: record.editedAt,
    editor: record.editor,
    revision: note.revision,
    position: note.position,
    title: note.title,
    snippet: note.snippet,
    tags_json: JSON.stringify(note.tags),
    is_label: bit(note.isLabel),
    has_link: bit(record.hasLink),
    has_task: bit(record.hasTask),
    has_code: bit(record.hasCode),
    line_count: note.lines,
    word_count: note.words,
    char_count: note.chars,
  };
}

function bit(value: boolean): Bit {
  return value ? 1 : 0;
}
