import { wholeCharacters } from '../markdown/index.ts';

const NOTICE = '*The page goes on; what is saved ends here, because the page is longer than a note can be.*';
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Markdown of at most `maxBytes` of UTF-8. What is longer is cut where a block ends, or else a line, or else a character,
 * and a line says so at its end; it is meant to be shown as it is, so it is no comment.
 * @param notice the line that says so
 */
export function cutContent(content: string, maxBytes: number, notice = NOTICE): string {
  if (byteLength(content) <= maxBytes) return content;
  // The line, empty lines around it, and the end of a fence.
  const room = maxBytes - byteLength(notice) - 32;
  if (room <= 0) return '';
  const end = bytesEnd(content, room);
  const { block, fence } = lastBlock(content, end);
  if (block > end / 2) return `${content.slice(0, block).trimEnd()}\n\n${notice}`;
  const line = content.lastIndexOf('\n', end);
  const kept = content.slice(0, line > end / 2 ? line : wholeCharacters(content, end)).trimEnd();
  return `${kept}${fence === '' ? '' : `\n${fence}`}\n\n${notice}`;
}

/** Where the last block before `end` ends, and the fence that is open at `end`. */
function lastBlock(content: string, end: number): { block: number; fence: string } {
  let block = 0;
  let fence = '';
  for (let at = 0; at < end;) {
    const next = content.indexOf('\n', at);
    const line = content.slice(at, next < 0 ? end : Math.min(next, end));
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '') {
      if (mark !== '') fence = mark;
      else if (line.trim() === '') block = at;
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = '';
    if (next < 0) break;
    at = next + 1;
  }
  return { block, fence: fence.length > 24 ? '' : fence };
}

function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff && (code < 0xd800 || code > 0xdfff)) bytes += 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}

/** The position in `text` up to which it takes at most so many bytes; may tear a character apart. */
function bytesEnd(text: string, maxBytes: number): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
    if (bytes > maxBytes) return i;
  }
  return text.length;
}
