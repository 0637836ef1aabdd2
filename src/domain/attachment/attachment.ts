/** Bytes beside a note. Times are epoch milliseconds. */
export interface Attachment {
  id: number;
  /** 8 hex digits with at least one letter, so that it is never mistaken for an id. */
  uid: string;
  ownerId: number;
  /** What people see; the bytes lie under names of ours. */
  filename: string;
  type: string;
  size: number;
  /** SHA-256 of the bytes, hex: the name of the blob that holds them. */
  hash: string;
  createdAt: number;
}

/** An attachment as one reader sees it. */
export interface AttachmentView extends Attachment {
  /** Ids of the notes that link it and that the reader may read, in order. */
  noteIds: number[];
}

/** Bytes from `from` up to, not including, `to`. */
export interface ByteRange {
  from: number;
  to: number;
}

/** How an attachment is named by those who ask for it. */
export type AttachmentRef = { id: number } | { uid: string };

/** So many one note may have. */
export const MAX_ATTACHMENTS = 500;

/** `456` or `3c4d5e6f`; a uid always has a letter. Null for anything else. */
export function parseAttachmentRef(text: string): AttachmentRef | null {
  if (/^[0-9]{1,15}$/.test(text)) return { id: Number(text) };
  return /^[0-9a-f]{8}$/.test(text) ? { uid: text } : null;
}

const LINK = /^\/?(?:api\/v1\/)?resources\/([0-9a-f]{1,15})(?:[?#]|$)/;

/**
 * The attachment that a link's destination names, as its id or uid, or null: `/api/v1/resources/456`, `resources/456`. An
 * address with a host is another server's.
 */
export function attachmentTarget(destination: string): string | null {
  const name = LINK.exec(destination)?.[1];
  return name !== undefined && parseAttachmentRef(name) ? name : null;
}
