import { isSpace, SPACE, TAB } from './chars.ts';

/**
 * The cells of one table row (GFM 4.10) as pairs of positions, blanks around them left out. A cell ends at a `|` that is
 * not escaped, even inside a code span. Empty cells count, the ones outside the outer bars do not exist.
 */
export function tableCells(text: string, at: number, end: number): number[] {
  const cells: number[] = [];
  let from = -1;
  let to = -1;
  let first = true;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 124) {
      if (!first || from >= 0) cells.push(from < 0 ? i : from, from < 0 ? i : to);
      first = false;
      from = -1;
      continue;
    }
    if (code === 92 && i + 1 < end) {
      if (from < 0) from = i;
      to = i += 1;
      to++;
      continue;
    }
    if (isSpace(code)) continue;
    if (from < 0) from = i;
    to = i + 1;
  }
  if (from >= 0) cells.push(from, to);
  return cells;
}

/** Whether there is a `|` that is not escaped. */
export function hasBar(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 124) return true;
    if (code === 92) i++;
  }
  return false;
}

/** The number of columns of a row such as `| --- | :-: |`, or 0 if the line is not one. At least one bar is needed. */
export function delimiterColumns(text: string, at: number, end: number): number {
  let columns = 0;
  let bars = 0;
  let i = at;
  while (i < end) {
    i = blanks(text, i, end);
    if (i < end && text.charCodeAt(i) === 124) {
      // A bar may lead the line; otherwise each comes after a cell.
      if (bars > 0 || columns > 0) return 0;
      bars++;
      i = blanks(text, i + 1, end);
    }
    if (text.charCodeAt(i) === 58) i++;
    const dashes = i;
    while (i < end && text.charCodeAt(i) === 45) i++;
    if (i === dashes) return 0;
    if (i < end && text.charCodeAt(i) === 58) i++;
    columns++;
    i = blanks(text, i, end);
    if (i === end) break;
    if (text.charCodeAt(i) !== 124) return 0;
    bars++;
    i = blanks(text, i + 1, end);
  }
  return bars > 0 ? columns : 0;
}

function blanks(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && (text.charCodeAt(i) === SPACE || text.charCodeAt(i) === TAB)) i++;
  return i;
}
