/**
 * A place of a note that can be found again in another form of it: as it is read, as it is written, or after it was changed.
 * It is a run of plain characters and which of its occurrences it is.
 */
export interface Place {
  words: string;
  nth: number;
  /** Where it stood in the window, in pixels from its top. */
  y: number;
}

const MARKS = /[*_`#[\]()<>~|\\!$=&:{}"'\t]|https?\S*/;
const LONGEST = 48;
const MOST_LINES = 5;

/** The place at a point of the window, or at the first line that is seen. */
export function placeRead(root: HTMLElement, point?: { x: number; y: number }): Place | null {
  const { left, top, bottom } = root.getBoundingClientRect();
  const x = point?.x ?? left + 4;
  const last = Math.min(bottom, window.innerHeight);
  for (let y = point?.y ?? Math.max(top + 4, 8); y < last; y += 24) {
    const caret = document.caretRangeFromPoint?.(x, y) ?? caretAt(x, y);
    const node = caret?.startContainer;
    if (!node || node.nodeType !== Node.TEXT_NODE || !root.contains(node)) continue;
    const words = longestRun(node.textContent ?? '');
    if (words.length < 2) continue;
    const offset = (node.textContent ?? '').indexOf(words);
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const before = textBefore(root, node) + (node.textContent ?? '').slice(0, offset);
    return { words, nth: count(before, words), y: range.getBoundingClientRect().top };
  }
  return null;
}

function caretAt(x: number, y: number): Range | null {
  const position = document.caretPositionFromPoint?.(x, y);
  if (!position) return null;
  const range = document.createRange();
  range.setStart(position.offsetNode, position.offset);
  return range;
}

/** Where a place of the text now stands in the window; null if it is not there. */
export function whereRead(root: HTMLElement, { words, nth }: Place): number | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let seen = 0;
  let last: number | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      last = range.getBoundingClientRect().top;
      if (seen++ === nth) return last;
    }
  }
  return last;
}

/** The first place of the source at or behind a line, and where it begins; where it stands is not known here. */
export function placeWritten(source: string, from: number): { place: Omit<Place, 'y'>; at: number } | null {
  let start = from;
  for (let line = 0; line < MOST_LINES && start < source.length; line++) {
    const next = source.indexOf('\n', start);
    const end = next === -1 ? source.length : next;
    const words = longestRun(source.slice(start, end));
    if (words.length > 1) {
      const at = source.indexOf(words, start);
      return { place: { words, nth: count(source.slice(0, at), words) }, at };
    }
    start = end + 1;
  }
  return null;
}

/** Where in the source a place begins; null if it is not there. */
export function positionOf(source: string, { words, nth }: Omit<Place, 'y'>): number | null {
  let at = source.indexOf(words);
  for (let seen = 0; seen < nth; seen++) {
    const next = source.indexOf(words, at + 1);
    if (next === -1) break;
    at = next;
  }
  return at === -1 ? null : at;
}

function longestRun(text: string): string {
  let longest = '';
  for (const part of text.split(MARKS))
    if (part && part.trim().length > longest.length) longest = part.trim();
  return longest.slice(0, LONGEST);
}

function textBefore(root: HTMLElement, node: Node): string {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, 0);
  return range.toString();
}

function count(text: string, words: string): number {
  let found = 0;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) found++;
  return found;
}
