import { isDigit, isLetter } from './chars.ts';
import { tagEnd } from './html-tag.ts';

const EMAIL =
  /<[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*>/iy;

/** `<https://…>` or `<me@example.com>` at `at` (CommonMark 6.5): its end, or -1. */
export function autolinkEnd(text: string, at: number, to: number): number {
  let i = at + 1;
  if (isLetter(text.charCodeAt(i))) {
    while (i < to && i - at <= 33 && isSchemeCode(text.charCodeAt(i))) i++;
    if (text.charCodeAt(i) === 58 && i - at > 2) {
      for (i++; i < to; i++) {
        const code = text.charCodeAt(i);
        if (code === 62) return i + 1;
        if (code <= 32 || code === 60 || code === 127) return -1;
      }
      return -1;
    }
  }
  EMAIL.lastIndex = at;
  return EMAIL.test(text) && EMAIL.lastIndex <= to ? EMAIL.lastIndex : -1;
}

const isSchemeCode = (code: number): boolean =>
  isLetter(code) || isDigit(code) || code === 43 || code === 45 || code === 46;

/**
 * Inline HTML (CommonMark 6.6) in one text, read from left to right. What was once searched for in vain is not searched
 * for again: `<!--` a million times over costs one look at the text.
 */
export class InlineHtml {
  readonly #missing = new Set<string>();

  /** The end of the tag, comment, instruction, declaration or CDATA section at the `<` at `at`, or -1. */
  end(text: string, at: number, to: number): number {
    const code = text.charCodeAt(at + 1);
    if (code === 63) return this.#after('?>', text, at + 2, to);
    if (code !== 33) return tagEnd(text, at, to);
    if (text.startsWith('<!--', at)) {
      if (text.startsWith('>', at + 4)) return at + 5;
      if (text.startsWith('->', at + 4)) return at + 6;
      return this.#after('-->', text, at + 4, to);
    }
    if (text.startsWith('<![CDATA[', at)) return this.#after(']]>', text, at + 9, to);
    return isLetter(text.charCodeAt(at + 2)) ? this.#after('>', text, at + 2, to) : -1;
  }

  #after(close: string, text: string, at: number, to: number): number {
    if (this.#missing.has(close)) return -1;
    const first = close.charCodeAt(0);
    for (let i = at; i + close.length <= to; i++) {
      if (text.charCodeAt(i) === first && text.startsWith(close, i)) return i + close.length;
    }
    this.#missing.add(close);
    return -1;
  }
}
