export type ContentKind = 'html' | 'text' | 'markdown' | 'pdf' | 'image';

/** So many bytes decide, as in the MIME Sniffing standard. */
export const SNIFFED_BYTES = 1445;

// Signatures are made of control characters.
/* oxlint-disable no-control-regex */
const IMAGES: readonly [RegExp, string][] = [
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^....ftypavi[fs]/s, 'image/avif'],
  [/^BM....\0\0\0\0/s, 'image/bmp'],
];
/** Archives, sound, films, programs, and databases. */
const BINARY =
  /^(?:\x1f\x8b|PK\x03\x04|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|ID3|OggS|fLaC|\x1a\x45\xdf\xa3|\x7fELF|MZ|SQLite format|\0asm|wOF[F2])|^....ftyp/s;
const MARKUP =
  /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|!--|(?:html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|article|main|section)[\s>])/i;
/** Control characters that no text holds. */
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;
/* oxlint-enable no-control-regex */
const UNKNOWN = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'unknown/unknown',
  'application/unknown',
  '*/*',
]);

export interface Content {
  kind: ContentKind;
  /** Such as `image/png`, for pictures. */
  type: string;
}

/** The type that a header declares, in lower case and without parameters; '' where it makes no sense. */
export function declaredType(header: string | null): string {
  const type = (header ?? '').split(';')[0]!.trim().toLowerCase();
  return /^[a-z0-9*][\w.+*-]{0,63}\/[\w.+*-]{1,63}$/.test(type) ? type : '';
}

/**
 * What the bytes are. Like browsers, a page that is declared to be plain text stays plain text, and what is declared as
 * nothing in particular is looked at; unlike them, bytes that begin like a picture or an archive are one whatever is declared.
 * @param head the first bytes
 * @param path of the address: `.md` is Markdown, which few servers have a type for
 * @returns null for what cannot be captured
 */
export function contentKind(header: string | null, head: Uint8Array, path: string): Content | null {
  const type = declaredType(header);
  const bytes = latin1(head);
  const isText = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(bytes);
  if (!isText) {
    if (/^\s{0,8}%PDF-/.test(bytes)) return { kind: 'pdf', type: 'application/pdf' };
    const image = IMAGES.find(([signature]) => signature.test(bytes));
    if (image) return { kind: 'image', type: image[1] };
    if (BINARY.test(bytes)) return null;
  }
  switch (type) {
    case 'text/html':
    case 'application/xhtml+xml':
      return { kind: 'html', type: 'text/html' };
    case 'text/markdown':
    case 'text/x-markdown':
      return { kind: 'markdown', type: 'text/markdown' };
    case 'text/plain':
      return isText || !NO_TEXT.test(bytes) ? plain(path) : null;
    case 'image/svg+xml':
      return { kind: 'image', type };
    case 'text/xml':
    case 'application/xml':
      return /<html[\s>]/i.test(bytes) ? { kind: 'html', type: 'text/html' } : null;
    default:
      return UNKNOWN.has(type) ? sniffed(bytes, isText, path) : null;
  }
}

function sniffed(bytes: string, isText: boolean, path: string): Content | null {
  // Every second byte of UTF-16 is none that shows.
  const ascii = isText ? bytes.slice(bytes.startsWith('\xef') ? 3 : 2).replaceAll('\0', '') : bytes;
  if (MARKUP.test(ascii)) return { kind: 'html', type: 'text/html' };
  if (/^\s*(?:<\?xml|<svg[\s>]|[{[]\s*["{[])/.test(ascii)) return null;
  return isText || (bytes !== '' && !NO_TEXT.test(bytes)) ? plain(path) : null;
}

function plain(path: string): Content {
  return /\.(?:md|markdown)$/i.test(path)
    ? { kind: 'markdown', type: 'text/markdown' }
    : { kind: 'text', type: 'text/plain' };
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES));
}
