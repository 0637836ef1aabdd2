import { CharClass, charClass } from './char-class.ts';

/** Longer words are cut here (code points), in the index and in queries alike. */
const MAX_TOKEN_LENGTH = 64;

/**
 * `pair`: two neighbours in a run of a script without gaps; `last`: the last character of such a run, alone.
 */
export type TokenKind = 'word' | 'pair' | 'last' | 'emoji';

/** Receives a token and its range in the folded text; `first` is where the first character of a pair ends. */
export type TokenSink = (text: string, from: number, to: number, first: number, kind: TokenKind) => void;

const EMOJI =
  /\p{Regional_Indicator}{1,2}|\p{Emoji_Modifier}|\p{Extended_Pictographic}\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?)*/uy;

/** Cuts folded text into tokens, in order. */
export function scan(folded: string, sink: TokenSink): void {
  let at = 0;
  while (at < folded.length) {
    const code = folded.codePointAt(at)!;
    const found = charClass(code);
    if (found === CharClass.word) at = scanWord(folded, at, sink);
    else if (found === CharClass.gapless) at = scanRun(folded, at, sink);
    else if (found === CharClass.emoji) at = scanEmoji(folded, at, sink);
    else at += width(code);
  }
}

const width = (code: number): number => (code > 0xffff ? 2 : 1);

function scanWord(folded: string, from: number, sink: TokenSink): number {
  let to = from;
  while (to < folded.length) {
    const code = folded.codePointAt(to)!;
    const found = charClass(code);
    if (found !== CharClass.word && found !== CharClass.mark) break;
    to += width(code);
  }
  sink(cut(folded.slice(from, to)), from, to, to, 'word');
  return to;
}

function cut(word: string): string {
  if (word.length <= MAX_TOKEN_LENGTH) return word;
  return Array.from(word.slice(0, MAX_TOKEN_LENGTH * 2))
    .slice(0, MAX_TOKEN_LENGTH)
    .join('');
}

/** Marks of no script of their own (enclosing circles and the like) are passed over inside a run. */
function scanRun(folded: string, start: number, sink: TokenSink): number {
  let previous = '';
  let from = start;
  let to = start;
  let at = start;
  while (at < folded.length) {
    const code = folded.codePointAt(at)!;
    const found = charClass(code);
    const next = at + width(code);
    if (found === CharClass.gapless) {
      const char = folded.slice(at, next);
      if (previous) sink(previous + char, from, next, to, 'pair');
      previous = char;
      from = at;
      to = next;
    } else if (found !== CharClass.mark) break;
    at = next;
  }
  sink(previous, from, to, to, 'last');
  return at;
}

function scanEmoji(folded: string, from: number, sink: TokenSink): number {
  EMOJI.lastIndex = from;
  const to = EMOJI.test(folded) ? EMOJI.lastIndex : from + width(folded.codePointAt(from)!);
  sink(cut(folded.slice(from, to)), from, to, to, 'emoji');
  return to;
}
