import type { AttachmentView } from './attachment/index.ts';
import { DomainError, invalid } from './errors.ts';
import { assertText } from './text.ts';

export const VISIBILITIES = ['PRIVATE', 'PROTECTED', 'PUBLIC'] as const;
/** Who besides the owner may read: nobody, signed-in users, anyone. */
export type Visibility = (typeof VISIBILITIES)[number];

export const STATUSES = ['NORMAL', 'ARCHIVED', 'TRASHED'] as const;
export type Status = (typeof STATUSES)[number];

/** What a note holds: own words, or something saved from elsewhere. */
export type NoteKind = 'note' | 'page' | 'tweet' | 'document';

/** The one entity. Times are epoch milliseconds. What is derived from `content` says so. */
export interface Note {
  id: number;
  /** 8 hex digits with at least one letter, so that it is never mistaken for an id. */
  uid: string;
  ownerId: number;
  /** Unique among the owner's notes; what links name. */
  filename: string;
  kind: NoteKind;
  content: string;
  visibility: Visibility;
  status: Status;
  pinned: boolean;
  createdAt: number;
  updatedAt: number;
  displayAt: number;
  /** When it went to the trash; null elsewhere. */
  trashedAt: number | null;
  /** The owner's revision at the last change. */
  revision: number;
  /** Orders notes by creation, without ties: see `positionOf`. */
  position: number;
  /** Derived. */
  title: string;
  /** Derived: plain text, 160 characters. */
  snippet: string;
  /** Derived: as first written, without `#`. */
  tags: string[];
  /** Derived: the title is one word. */
  isLabel: boolean;
  /** Derived: non-blank lines, their words, their bytes. */
  lines: number;
  words: number;
  chars: number;
}

/** A note as one reader sees it. */
export interface NoteView extends Note {
  /** The last change of content; grows with each. The time of its file in a vault. */
  editedAt: number;
  /** Ids of the notes that it links to and that the reader may read, in order of first appearance. */
  relatedIds: number[];
  /** What is attached to it, in its order. */
  attachments: AttachmentView[];
  /** Whether a space that the reader may see holds it; missing where that was not asked. */
  throughSpace?: boolean;
}

/** Milliseconds are shared by at most this many notes; 2^42 ms x 2^11 still is an exact integer in JavaScript. */
const PER_MILLISECOND = 2048;

/**
 * The place of a note in time: one integer, unique, in the order of creation. It is the key of every keyset page
 * and the row id of the full-text index, so that "newest first" is index order in both.
 */
export function positionOf(createdAt: number, id: number): number {
  return createdAt * PER_MILLISECOND + (id % PER_MILLISECOND);
}

/** The first position of a moment: `before:` and `after:` are ranges of positions. */
export function positionAt(time: number): number {
  return time * PER_MILLISECOND;
}

/** The moment of a position, epoch milliseconds. */
export function timeAt(position: number): number {
  return Math.floor(position / PER_MILLISECOND);
}

export interface ContentLimits {
  /** UTF-8 bytes of one note. */
  maxContentBytes: number;
}

/** Beyond these a note is data, not writing; they bound what one write may add to the indexes. */
export const MAX_TAGS = 500;
export const MAX_LINKS = 5000;

/** @throws INVALID_ARGUMENT or PAYLOAD_TOO_LARGE naming `content` */
export function assertContent(content: string, limits: ContentLimits): void {
  assertText('content', content);
  if (content.trim() === '') throw invalid('content', 'Content cannot be empty');
  assertSize(content, limits);
}

/** @throws PAYLOAD_TOO_LARGE naming `content` */
export function assertSize(content: string, limits: ContentLimits): void {
  const bytes = utf8Length(content);
  if (bytes > limits.maxContentBytes) {
    throw new DomainError('PAYLOAD_TOO_LARGE', 'The note is too large', [
      {
        field: 'content',
        issue: `Content has ${bytes} bytes; at most ${limits.maxContentBytes} are allowed`,
      },
    ]);
  }
}

/** @throws INVALID_ARGUMENT naming `content` */
export function assertCounts(tags: number, links: number): void {
  if (tags > MAX_TAGS) throw invalid('content', `Content has more than ${MAX_TAGS} tags`);
  if (links > MAX_LINKS) throw invalid('content', `Content has more than ${MAX_LINKS} links`);
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Whether an edit continues the one before it, so that history keeps one version for the whole run.
 * Only an edit that names the version it started from continues anything: a blind overwrite always keeps what it replaced.
 */
export function continuesEdit(
  before: { editedAt: number; editor: string | null },
  edit: { at: number; editor: string; conditional: boolean },
): boolean {
  return edit.conditional && before.editor === edit.editor && edit.at - before.editedAt < EDIT_RUN_MS;
}

const EDIT_RUN_MS = 10 * 60 * 1000;

/** Notes stay in the trash for 30 days. */
export const TRASH_MS = 30 * 24 * 60 * 60 * 1000;
