/**
 * What can begin (or end) a block of Markdown at the first character of a line that is no indentation. Every function
 * takes the text and the range of that line, `[at, end)`, and answers with a size, or 0 for "no".
 * The rules are CommonMark 0.31, chapters 4 and 5.
 */
import { isDigit, isSpace, skipSpace, SPACE, TAB } from './chars.ts';

const blankFrom = (text: string, at: number, end: number): boolean => skipSpace(text, at, end) === end;

function runEnd(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  let stop = at + 1;
  while (stop < end && text.charCodeAt(stop) === code) stop++;
  return stop;
}

/** `# ` to `###### `: the number of `#`. */
export function headingLevel(text: string, at: number, end: number): number {
  if (text.charCodeAt(at) !== 35) return 0;
  const stop = runEnd(text, at, end);
  return stop - at <= 6 && (stop === end || isSpace(text.charCodeAt(stop))) ? stop - at : 0;
}

/** Opening code fence: its length. A fence of backticks has no backtick in the rest of its line. */
export function fenceLength(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (code !== 96 && code !== 126) return 0;
  const stop = runEnd(text, at, end);
  if (stop - at < 3) return 0;
  if (code === 96) for (let i = stop; i < end; i++) if (text.charCodeAt(i) === 96) return 0;
  return stop - at;
}

export function closesFence(text: string, at: number, end: number, code: number, length: number): boolean {
  if (text.charCodeAt(at) !== code) return false;
  const stop = runEnd(text, at, end);
  return stop - at >= length && blankFrom(text, stop, end);
}

/** `===` or `---` under a paragraph. */
export function isSetextUnderline(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  return (code === 61 || code === 45) && blankFrom(text, runEnd(text, at, end), end);
}

/**
 * `***`, `- - -`, `___`: answers `end` if the line is a thematic break, else a position before it. Up to that position
 * no other break can begin: who asks again for each nested `- - - - x` need not, and so stays linear.
 */
export function thematicBreakStop(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  if (code !== 42 && code !== 45 && code !== 95) return at;
  let count = 0;
  for (let i = at; i < end; i++) {
    const next = text.charCodeAt(i);
    if (next === code) count++;
    else if (!isSpace(next)) return i;
  }
  return count >= 3 ? end : at;
}

/** `-`, `+`, `*`, `1.` or `1)` and then a space or the end of the line: the length of the marker. */
export function listMarker(text: string, at: number, end: number): number {
  const code = text.charCodeAt(at);
  let stop = at;
  if (code === 45 || code === 43 || code === 42) stop++;
  else {
    while (stop < end && stop - at < 10 && isDigit(text.charCodeAt(stop))) stop++;
    if (stop === at || stop - at > 9 || stop === end) return 0;
    const close = text.charCodeAt(stop);
    if (close !== 46 && close !== 41) return 0;
    stop++;
  }
  return stop === end || text.charCodeAt(stop) === SPACE || text.charCodeAt(stop) === TAB ? stop - at : 0;
}

/** An item interrupts a paragraph only if it has content, and a numbered one only if its number is 1. */
export function interruptsParagraph(text: string, at: number, end: number, marker: number): boolean {
  if (blankFrom(text, at + marker, end)) return false;
  return !isDigit(text.charCodeAt(at)) || Number(text.slice(at, at + marker - 1)) === 1;
}

/** `[ ] ` or `[x] ` at the start of an item. */
export function isTaskMarker(text: string, at: number, end: number): boolean {
  if (at + 3 >= end || text.charCodeAt(at) !== 91 || text.charCodeAt(at + 2) !== 93) return false;
  const mark = text.charCodeAt(at + 1);
  const after = text.charCodeAt(at + 3);
  return (mark === SPACE || mark === 120 || mark === 88) && (after === SPACE || after === TAB);
}
