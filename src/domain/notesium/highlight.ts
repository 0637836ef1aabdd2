const RESET = '\u001B[0m';
const BOLD = '\u001B[1m';
const ITALIC = '\u001B[3m';
const YELLOW = '\u001B[33m';
const BLUE = '\u001B[34m';
const CYAN = '\u001B[36m';

/** A longer line is no prose; it is printed as it is, so that the time stays linear. */
const MAX_LENGTH = 2000;

/** The marker of a list item, a link, a URL, bold and italic text; the first that begins leftmost wins. */
const INLINE = new RegExp(
  [
    String.raw`^(?<marker>\s*(?:[-+*]|\d+\.))(?= )`,
    String.raw`\[(?<link>[^\]]+)\]\([^)]+\)`,
    String.raw`(?<url>(?:https?:\/\/|www\.)[\w.-]+\.[a-zA-Z]{2,}(?:\/\S*)?)`,
    String.raw`\*\*(?<stars>[^*]+)\*\*|(?<!\w)__(?<bars>[^_]+)__(?!\w)`,
    String.raw`\*(?<star>[^*]+)\*|(?<!\w)_(?<bar>[^_]+)_(?!\w)`,
  ].join('|'),
  'g',
);

/** A note for a terminal, in the colours of Notesium's preview: line for line, the marks of links and emphasis left out. */
export function* highlightLines(content: string): Generator<string> {
  let inCode = false;
  const text = content.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
  if (text === '') return;
  for (const line of text.split('\n')) {
    const plain = line.endsWith('\r') ? line.slice(0, -1) : line;
    const isFence = plain.startsWith('```');
    yield `${isFence || inCode ? YELLOW + plain + RESET : highlightLine(plain)}\n`;
    if (isFence) inCode = !inCode;
  }
}

function highlightLine(line: string): string {
  if (line.length > MAX_LENGTH) return line;
  if (line.startsWith('#')) return BOLD + line + RESET;
  if (line.startsWith('> ')) return CYAN + line + RESET;
  return line.replaceAll(INLINE, (...match) => {
    const { marker, link, url, stars, bars, star, bar } = match.at(-1) as Record<string, string | undefined>;
    if (marker !== undefined) return CYAN + marker + RESET;
    const text = link ?? url;
    if (text !== undefined) return BLUE + text + RESET;
    const strong = stars ?? bars;
    return strong === undefined ? ITALIC + (star ?? bar ?? '') + RESET : BOLD + strong + RESET;
  });
}
