/**
 * What is stripped after decomposition: the accents of Latin, Greek and Cyrillic (U+0300 to U+036F, and no other marks, so
 * that Hangul and Japanese sounds stay what they are), variation selectors, soft hyphens, and joiners outside of emoji.
 */
const IGNORED =
  /[\u0300-\u036F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]|\u00AD|\u200C|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D/gu;

/** ASCII only, control characters included. */
const isAscii = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
};

/** Text as it is compared in searches: without case, accents and compatibility forms (`ﬁ` is `fi`, full width is half). */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const letters = text.normalize('NFKD').toLowerCase().replace(IGNORED, '').replaceAll('ς', 'σ');
  return letters.normalize('NFC');
}

/** Folded text and, for each of its units, the range of the original that it came from. */
export interface FoldedText {
  folded: string;
  /** null: position by position the same. */
  from: Int32Array | null;
  to: Int32Array | null;
}

/** What composes or decomposes together: a character with its marks and joined neighbours, or the parts of Hangul. */
const CLUSTER =
  /(?:[\u1100-\u11FF\uA960-\uA97F\uAC00-\uD7FF\u3131-\u318E\u3260-\u327F\uFFA0-\uFFDC]+|[^])(?:\u200D[^]|[\p{M}\uFF9E\uFF9F])*/gu;

/** Like `fold`, for showing where in the original the hits are. */
export function foldWithPositions(text: string): FoldedText {
  if (isAscii(text)) return { folded: text.toLowerCase(), from: null, to: null };
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const part = fold(cluster);
    parts.push(part);
    const even = part.length === cluster.length;
    for (let i = 0; i < part.length; i++) {
      from.push(even ? index + i : index);
      to.push(even ? index + i + 1 : index + cluster.length);
    }
  }
  return { folded: parts.join(''), from: Int32Array.from(from), to: Int32Array.from(to) };
}
