/** A block that holds text, as a range of the note. Only `text`, `heading` and `cell` hold inline Markdown. */
export interface Leaf {
  kind: 'text' | 'heading' | 'cell' | 'code' | 'html';
  from: number;
  to: number;
  /** Pairs of positions inside the range that belong to the containers: the `> ` of quoted lines. */
  cuts: number[] | null;
}

export interface Blocks {
  /** In the order of the text. */
  leaves: Leaf[];
  /** The labels of all link reference definitions, as `labelKey` gives them. */
  labels: ReadonlySet<string>;
  /** Where the `[` of each task is. */
  tasks: number[];
}

/**
 * The text of a leaf with its cuts as spaces, so that a position in it is the position in the note less `leaf.from`.
 */
export function leafText(content: string, leaf: Leaf): string {
  const { from, to, cuts } = leaf;
  if (!cuts) return content.slice(from, to);
  let text = '';
  let at = from;
  for (let i = 0; i < cuts.length; i += 2) {
    const cutFrom = Math.max(cuts[i]!, from);
    const cutTo = Math.min(cuts[i + 1]!, to);
    if (cutTo <= cutFrom) continue;
    text += content.slice(at, cutFrom) + ' '.repeat(cutTo - cutFrom);
    at = cutTo;
  }
  return text + content.slice(at, to);
}
