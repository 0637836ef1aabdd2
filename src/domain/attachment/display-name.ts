const MAX_LENGTH = 200;
const FALLBACK = 'file';

/** Control characters, and those that turn the direction of what follows: `exe.gpj` can be made to read `jpg.exe`. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/**
 * The name of an uploaded file, made harmless wherever it is shown or saved: one line, no folder, no name that a system
 * keeps for itself, at most 200 characters with the extension kept. Nothing is ever stored under it.
 */
export function displayName(given: string): string {
  const text = given.toWellFormed().normalize('NFC').replace(UNSEEN, '');
  const name = (text.split(/[/\\]/).at(-1) ?? '')
    .replace(/[<>:"|?*]/g, '_')
    .trim()
    .replace(/[. ]+$/, '');
  const short = shorten(name);
  if (short === '' || /^\.+$/.test(short)) return FALLBACK;
  return RESERVED.test(short) ? `_${short}` : short;
}

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_LENGTH) return name;
  const extension = Array.from(/\.[^.\s]{1,16}$/.exec(name)?.[0] ?? '');
  return [...characters.slice(0, MAX_LENGTH - extension.length), ...extension].join('');
}
