/** Lines that are not empty, the words in them, and their UTF-8 bytes without line ends. */
export interface Counts {
  lines: number;
  words: number;
  chars: number;
}

/**
 * Counts as Notesium does with Go's `bufio.ScanLines`, `strings.Fields` and `len`: a line of spaces is not empty, and a
 * word ends at Unicode white space. A lone surrogate counts as the 3 bytes of U+FFFD that it becomes on disk.
 */
export function countText(content: string): Counts {
  let lines = 0;
  let words = 0;
  let bytes = 0;
  let inWord = false;
  let lineStart = 0;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code < 128) {
      if (code > 32) {
        if (!inWord) words++;
        inWord = true;
        bytes++;
        continue;
      }
      if (code === 10) {
        const cr = i > lineStart && content.charCodeAt(i - 1) === 13;
        if (cr) bytes--;
        if (i - lineStart > (cr ? 1 : 0)) lines++;
        lineStart = i + 1;
        inWord = false;
        continue;
      }
      bytes++;
      if (code === 32 || (code >= 9 && code <= 13)) inWord = false;
      else if (!inWord) {
        words++;
        inWord = true;
      }
      continue;
    }
    const space = isGoSpace(code);
    if (!space && !inWord) words++;
    inWord = !space;
    if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(content.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  const rest = content.length - lineStart;
  const cr = rest > 0 && content.charCodeAt(content.length - 1) === 13;
  return { lines: lines + (rest > (cr ? 1 : 0) ? 1 : 0), words, chars: cr ? bytes - 1 : bytes };
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** `unicode.IsSpace` beyond ASCII. */
function isGoSpace(code: number): boolean {
  if (code === 0x85 || code === 0xa0) return true;
  if (code < 0x1680) return false;
  if (code === 0x1680 || (code >= 0x2000 && code <= 0x200a)) return true;
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}
