export interface Part {
  text: string;
  isHit: boolean;
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/**
 * Takes a snippet of the server apart: text, and hits in `<mark>`. Nothing else is markup: whatever looks like it stays
 * text, and the page shows all of it as text.
 */
export function markedParts(html: string): Part[] {
  let isHit = false;
  const parts: Part[] = [];
  for (const piece of html.split(/(<\/?mark>)/)) {
    if (piece === '<mark>' || piece === '</mark>') isHit = piece === '<mark>';
    else if (piece !== '')
      parts.push({ text: piece.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (one) => ENTITIES[one]!), isHit });
  }
  return parts;
}

const textOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

/** Takes characters away at the beginning, and the space after them. */
function cut(parts: readonly Part[], length: number): Part[] {
  let left = length;
  const kept = parts
    .map((part) => {
      const taken = Math.min(left, part.text.length);
      left -= taken;
      return { ...part, text: part.text.slice(taken) };
    })
    .filter(({ text }) => text !== '');
  if (kept[0]) kept[0] = { ...kept[0], text: kept[0].text.trimStart() };
  return kept;
}

/** So much of a first line tells whether a snippet begins with it. */
const ENOUGH = 20;
const GAP: Part = { text: '… ', isHit: false };

/**
 * A snippet as it stands below its title: without what stands there already, such as the title and an address; or with a
 * sign that it begins in the middle.
 */
export function belowTitle(parts: readonly Part[], title: string, shown: readonly string[]): Part[] {
  if (!textOf(parts).startsWith(title.slice(0, ENOUGH))) return [GAP, ...parts];
  let rest = [...parts];
  for (const one of shown) if (textOf(rest).startsWith(one)) rest = cut(rest, one.length);
  return rest;
}

/** For one line: where the first hit has more before it than this many characters, half as many stay. */
export function nearHit(parts: readonly Part[], most: number): Part[] {
  const first = parts.findIndex(({ isHit }) => isHit);
  const before = textOf(parts.slice(0, Math.max(first, 0)));
  if (before.length <= most) return [...parts];
  const from = before.length - Math.floor(most / 2);
  const space = before.indexOf(' ', from);
  return [GAP, ...cut(parts, space < 0 ? from : space)];
}
