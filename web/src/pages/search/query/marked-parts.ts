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

/** Without a beginning that stands elsewhere already, such as the title; as it is where it begins otherwise. */
export function withoutBeginning(parts: readonly Part[], beginning: string): Part[] {
  const all = parts.map(({ text }) => text).join('');
  if (beginning === '' || !all.startsWith(beginning)) return [...parts];
  let left = beginning.length;
  const rest = parts.map((part) => {
    const taken = Math.min(left, part.text.length);
    left -= taken;
    return { ...part, text: part.text.slice(taken) };
  });
  const kept = rest.filter(({ text }) => text !== '');
  if (kept[0]) kept[0] = { ...kept[0], text: kept[0].text.trimStart() };
  return kept;
}
