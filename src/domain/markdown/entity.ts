const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/iy;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** The character reference at `at`, if it is numeric or one of the few names that people write. */
export function decodeEntity(text: string, at: number): { text: string; end: number } | null {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (!match) return null;
  const end = ENTITY.lastIndex;
  const name = match[3];
  if (name) return { text: NAMED[name.toLowerCase()]!, end };
  const code = match[1] ? Number(match[1]) : Number.parseInt(match[2]!, 16);
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { text: valid ? String.fromCodePoint(code) : '\uFFFD', end };
}
