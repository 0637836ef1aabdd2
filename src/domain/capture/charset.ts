/** So far into a page, browsers look for what it says of its characters. */
const LOOKED_AT = 4096;

/**
 * The text of bytes. In this order: a byte order mark, the `charset` of the Content-Type, what the page says in `<meta>` or
 * its XML declaration, UTF-8 if the bytes are that, else windows-1252. Bytes that mean nothing become U+FFFD.
 * @param header the Content-Type
 * @param isMarkup whether the text may say itself what it is in
 */
export function decodeText(bytes: Uint8Array, header: string | null, isMarkup: boolean): string {
  const label =
    byteOrderMark(bytes) ??
    known(/charset\s*=\s*["']?([^\s"';]+)/i.exec(header ?? '')?.[1]) ??
    (isMarkup ? declared(bytes) : null);
  if (label !== null) return new TextDecoder(label).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function declared(bytes: Uint8Array): string | null {
  // Without a mark, UTF-16 shows by its zeros.
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, LOOKED_AT)).replaceAll(/<!--[\s\S]*?-->/g, '');
  const label =
    /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head) ??
    /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']+)/i.exec(head);
  const found = known(label?.[1]);
  // It was read as ASCII, so it cannot be that (HTML, 13.2.3.2).
  return found?.startsWith('utf-16') ? 'utf-8' : found;
}

function known(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
