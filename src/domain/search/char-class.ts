/** What a folded code point is to the tokenizer. */
export const CharClass = { separator: 1, word: 2, mark: 3, gapless: 4, emoji: 5 } as const;

const WORD = /[\p{L}\p{N}_]/u;
const MARK = /\p{M}/u;
/** Scripts that write without gaps between words, or (Hangul) glue endings to them. */
const GAPLESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;

/** The class of each code point that was asked for, planes 0 to 3 (all that is in common use). */
const known = new Uint8Array(0x40000);

export function charClass(code: number): number {
  const cached = known[code];
  if (cached) return cached;
  const found = classify(String.fromCodePoint(code));
  if (code < known.length) known[code] = found;
  return found;
}

function classify(char: string): number {
  if (WORD.test(char)) return GAPLESS.test(char) ? CharClass.gapless : CharClass.word;
  if (MARK.test(char)) return GAPLESS.test(char) ? CharClass.gapless : CharClass.mark;
  return EMOJI.test(char) ? CharClass.emoji : CharClass.separator;
}
