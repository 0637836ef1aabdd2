import type { Resource } from '../../../../src/client/index.ts';

export const KINDS = ['picture', 'document', 'sound', 'other'] as const;
export type FileKind = (typeof KINDS)[number];

const DOCUMENT = /^text\/|^application\/(pdf|epub\+zip|rtf|msword|vnd\.(ms-|openxmlformats|oasis))/;

/** What a file is for its reader; a picture is what the server makes small ones of. */
export function kindOf({ type }: Pick<Resource, 'type'>): FileKind {
  if (/^image\/(png|jpe?g|gif|webp|avif)$/.test(type)) return 'picture';
  if (/^(audio|video)\//.test(type)) return 'sound';
  return DOCUMENT.test(type) ? 'document' : 'other';
}
