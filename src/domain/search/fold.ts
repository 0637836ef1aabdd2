/**
 * What is stripped after decomposition: the accents of Latin, Greek and Cyrillic (U+0300 to U+036F, and no other marks, so
 * that Hangul and Japanese sounds stay what they are), variation selectors, soft hyphens, and joiners outside of emoji.
 */
const IGNORED =
  /[\u0300-\u036F]|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]|\u00AD|\u200C|(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D/gu;

/** ASCII only, control characters included. */
const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

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
  from: readonly number[] | null;
  to: readonly number[] | null;
}

/** What composes or decomposes together: a character with its marks and joined neighbours, or the parts of Hangul. */
const CLUSTER =
  /(?:[\u1100-\u11FF\uA960-\uA97F\uAC00-\uD7FF\u3131-\u318E\u3260-\u327F\uFFA0-\uFFDC]+|[^])(?:\u200D[^]|[\p{M}\uFF9E\uFF9F])*/uy;

/** What may join what stands before it, or what follows: it is left to `CLUSTER`. */
const JOINING =
  /[\u200D\uD800-\uDFFF\p{M}\uFF9E\uFF9F\u1100-\u11FF\uA960-\uA97F\uAC00-\uD7FF\u3131-\u318E\u3260-\u327F\uFFA0-\uFFDC]/u;

const UNKNOWN = 0;
const NOT_ALONE = 0xffff;
/** The unit that each code unit becomes where nothing joins it, of those that were asked for; `NOT_ALONE`: not so simple. */
const alone = new Uint16Array(0x10000);

function foldAlone(code: number): number {
  const known = alone[code]!;
  if (known !== UNKNOWN) return known;
  const char = String.fromCharCode(code);
  const folded = JOINING.test(char) ? '' : fold(char);
  return (alone[code] = folded.length === 1 ? folded.charCodeAt(0) : NOT_ALONE);
}

/** Like `fold`, for showing where in the original the hits are. */
export function foldWithPositions(text: string): FoldedText {
  const simple = isAscii(text) ? text.toLowerCase() : foldEach(text);
  if (simple !== null) return { folded: simple, from: null, to: null };
  let folded = '';
  const from: number[] = [];
  const to: number[] = [];
  for (let at = 0; at < text.length;) {
    const cluster = clusterAt(text, at);
    const part = cluster.length === 1 ? foldOne(cluster) : fold(cluster);
    const even = part.length === cluster.length;
    for (let i = 0; i < part.length; i++) {
      from.push(even ? at + i : at);
      to.push(even ? at + i + 1 : at + cluster.length);
    }
    folded += part;
    at += cluster.length;
  }
  return { folded, from, to };
}

/** Unit by unit, as most texts of any script can be folded; null where that is not all there is to it. */
function foldEach(text: string): string | null {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = foldAlone(text.charCodeAt(at));
    if (unit === NOT_ALONE) return null;
    units[at] = unit;
  }
  let folded = '';
  for (let at = 0; at < units.length; at += 8192)
    folded += String.fromCharCode(...units.subarray(at, at + 8192));
  return folded;
}

function foldOne(char: string): string {
  const unit = foldAlone(char.charCodeAt(0));
  return unit === NOT_ALONE ? fold(char) : String.fromCharCode(unit);
}

function clusterAt(text: string, at: number): string {
  const isSingle =
    foldAlone(text.charCodeAt(at)) !== NOT_ALONE &&
    (at + 1 === text.length || foldAlone(text.charCodeAt(at + 1)) !== NOT_ALONE);
  if (isSingle) return text[at]!;
  CLUSTER.lastIndex = at;
  return CLUSTER.exec(text)![0];
}
