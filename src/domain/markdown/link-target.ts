import { isPunctuation, SPACE, skipSpace } from './chars.ts';

/** A range of the text, and where reading goes on after it. */
export interface Target {
  from: number;
  to: number;
  end: number;
}

/** cmark's limit; it also keeps the time linear where `](` is repeated a million times. */
const MAX_PARENTHESES = 32;

/** `url` or `<url>` at `at` (CommonMark 6.3); null where there is none. It may be empty only as `<>`. */
export function linkDestination(text: string, at: number, to: number): Target | null {
  if (text.charCodeAt(at) === 60 && at < to) {
    for (let i = at + 1; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code === 62) return { from: at + 1, to: i, end: i + 1 };
      if (code === 60 || code === 10 || code === 13) return null;
      if (code === 92 && isPunctuation(text.charCodeAt(i + 1))) i++;
    }
    return null;
  }
  let depth = 0;
  let i = at;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code <= SPACE || code === 127) break;
    if (code === 92 && i + 1 < to && isPunctuation(text.charCodeAt(i + 1))) i++;
    else if (code === 40 && ++depth > MAX_PARENTHESES) return null;
    else if (code === 41 && --depth < 0) break;
  }
  return depth > 0 || i === at ? null : { from: at, to: i, end: i };
}

/** The end of a title `"…"`, `'…'` or `(…)` that begins at `at`, or -1. */
export function linkTitleEnd(text: string, at: number, to: number): number {
  const open = text.charCodeAt(at);
  if (at >= to || (open !== 34 && open !== 39 && open !== 40)) return -1;
  const close = open === 40 ? 41 : open;
  for (let i = at + 1; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === close) return i + 1;
    if (code === 40 && open === 40) return -1;
    if (code === 92 && isPunctuation(text.charCodeAt(i + 1))) i++;
  }
  return -1;
}

/** `(url "title")` at `at`, as it follows the `]` of a link; null if it is none. */
export function inlineTarget(text: string, at: number, to: number): Target | null {
  const first = skipSpace(text, at + 1, to);
  if (first < to && text.charCodeAt(first) === 41) return { from: first, to: first, end: first + 1 };
  const target = linkDestination(text, first, to);
  if (!target) return null;
  let i = skipSpace(text, target.end, to);
  if (i > target.end && i < to && text.charCodeAt(i) !== 41) {
    const title = linkTitleEnd(text, i, to);
    if (title < 0) return null;
    i = skipSpace(text, title, to);
  }
  if (i >= to || text.charCodeAt(i) !== 41) return null;
  return { from: target.from, to: target.to, end: i + 1 };
}

/** The end of `[label]` at `at`, or -1: at most 999 characters, no bracket inside. */
export function labelEnd(text: string, at: number, to: number): number {
  const last = Math.min(to, at + 1001);
  for (let i = at + 1; i < last; i++) {
    const code = text.charCodeAt(i);
    if (code === 93) return i + 1;
    if (code === 91) return -1;
    if (code === 92 && isPunctuation(text.charCodeAt(i + 1))) i++;
  }
  return -1;
}

/** How labels are compared: without case, runs of white space as one. `''` matches nothing. */
export function labelKey(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
