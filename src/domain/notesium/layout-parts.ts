/**
 * Cuts a layout of Go into text and elements, as `nextStdChunk` of its package `time` finds them: the longest element that
 * begins at a place wins, and `Jan` and `Mon` end before a lower-case letter, so that `Janet` and `Money` are words.
 */
const ELEMENT = new RegExp(
  [
    'January|Jan(?![a-z])',
    'Monday|Mon(?![a-z])|MST',
    '002|0[1-6]',
    '15|1',
    '2006|2',
    '__2|_2(?!006)',
    '[345]',
    'PM|pm',
    '-(?:070000|07:00:00|0700|07:00|07)',
    'Z(?:070000|07:00:00|0700|07:00|07)',
    String.raw`[.,](?:0+|9+)(?!\d)`,
  ].join('|'),
  'g',
);

export interface LayoutPart {
  text: string;
  isElement: boolean;
}

export function layoutParts(layout: string): LayoutPart[] {
  const parts: LayoutPart[] = [];
  let end = 0;
  for (const match of layout.matchAll(ELEMENT)) {
    if (match.index > end) parts.push({ text: layout.slice(end, match.index), isElement: false });
    parts.push({ text: match[0], isElement: true });
    end = match.index + match[0].length;
  }
  if (end < layout.length) parts.push({ text: layout.slice(end), isElement: false });
  return parts;
}
