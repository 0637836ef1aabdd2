import { LF, skipSpace } from './chars.ts';
import { labelEnd, labelKey, linkDestination, linkTitleEnd } from './link-target.ts';

/**
 * Takes the link reference definitions (`[label]: url "title"`, CommonMark 4.7) off the start of a paragraph and adds
 * their labels to `labels`. Answers where the paragraph's own text begins.
 */
export function takeDefinitions(text: string, from: number, to: number, labels: Set<string>): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === 91) {
    const label = labelEnd(text, at, to);
    if (label < 0 || text.charCodeAt(label) !== 58 || label >= to) break;
    const key = labelKey(text.slice(at + 1, label - 1));
    const target = linkDestination(text, skipSpace(text, label + 1, to), to);
    const end = key && target ? definitionEnd(text, target.end, to) : -1;
    if (end < 0) break;
    labels.add(key);
    at = skipSpace(text, end, to);
  }
  return at;
}

function definitionEnd(text: string, target: number, to: number): number {
  const title = skipSpace(text, target, to);
  if (title > target) {
    const stop = linkTitleEnd(text, title, to);
    const end = stop < 0 ? -1 : lineEnd(text, stop, to);
    if (end >= 0) return end;
  }
  return lineEnd(text, target, to);
}

/** The end of the line if only white space lies before it, else -1. */
function lineEnd(text: string, at: number, to: number): number {
  const next = skipSpace(text, at, to);
  if (next >= to) return to;
  for (let i = at; i < next; i++) if (text.charCodeAt(i) === LF) return i;
  return -1;
}
