/** Editors fold text at such a width; shorter lines are verses, addresses and lists, longer ones were never folded. */
const [NARROWEST, WIDEST] = [60, 120];

/**
 * Whether the lines of a paragraph end where an editor folded them, and mean nothing: none of them had room for the first
 * word of the next.
 */
export function isWrapped(paragraph: string): boolean {
  const lines = paragraph.trim().split(/\r?\n/);
  const width = Math.max(...lines.map((line) => line.length));
  if (lines.length < 2 || width < NARROWEST || width > WIDEST) return false;
  return lines.every((line, index) => {
    const next = lines[index + 1];
    return (
      next === undefined ||
      line.trimEnd().length + 1 + (next.trimStart().match(/^\S+/)?.[0].length ?? 0) > width
    );
  });
}
