/** A cluster longer than this is cut anyway: nobody reads a letter with a hundred marks. */
const MAX_CLUSTER = 64;

let segmenter: Intl.Segmenter | null = null;

/** The greatest position not after `at` (and not before `at - 64`) where no character is torn apart. */
export function wholeCharacters(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  // Two ASCII characters are never one, but for a line end.
  if (code < 128 && before < 128 && code !== 10) return at;
  const from = Math.max(0, at - MAX_CLUSTER);
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const start = segmenter.segment(text.slice(from, at + 2)).containing(at - from)?.index ?? 0;
  if (start > 0 || from === at) return from + start;
  const torn = code >= 0xdc00 && code < 0xe000 && before >= 0xd800 && before < 0xdc00;
  return torn ? at - 1 : at;
}

/** The position `count` code points after `from`, or the end of the text, moved back to the edge of a character. */
export function cutAfter(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length; left--) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at >= text.length ? text.length : Math.max(from, wholeCharacters(text, at));
}
