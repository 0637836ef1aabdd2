import { autolinkEnd, InlineHtml } from './angle.ts';
import { schemeStart, urlEnd, wwwStart } from './bare-url.ts';
import { isPunctuation } from './chars.ts';
import { CodeSpans, runLength } from './code-spans.ts';
import { inlineTarget, labelEnd, labelKey } from './link-target.ts';
import { isShortName, nameEnd, opensWord } from './tag-name.ts';

/**
 * What was found, as triples of numbers (mark, from, to) in the order of `from`; positions are those of the text.
 * Numbers in one array, because a note has dozens and a thousand notes are read in a blink.
 */
export const Mark = {
  /** Nothing: an opening bracket that came to nothing. */
  none: 0,
  /** `#name`, the `#` included. */
  tag: 1,
  /** A code span with its backticks. */
  code: 2,
  html: 3,
  /** `<https://…>` with its brackets. */
  autolink: 4,
  url: 5,
  /** A backslash and what it escapes. */
  escape: 6,
  /** `[` or `![` of a link. */
  linkOpen: 7,
  /** From the `]` of a link to its end. A `target` follows. */
  linkClose: 8,
  /** The destination of the link that was just closed; -1, -1 for a reference. */
  target: 9,
} as const;

const SPECIAL = new Uint8Array(128);
for (const char of '\\`<[]#!:.') SPECIAL[char.charCodeAt(0)] = 1;

/**
 * Reads the inline Markdown of `text` from `from` to `to` and appends what it finds to `out`. `labels`: of the note's link
 * reference definitions. Emphasis is not read: it decides neither tags nor links.
 */
export function readInline(
  text: string,
  from: number,
  to: number,
  labels: ReadonlySet<string>,
  out: number[],
): void {
  let reader: InlineReader | null = null;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code < 128 && SPECIAL[code] === 1)
      at = (reader ??= new InlineReader(text, from, to, labels, out)).read(code, at);
    else at++;
  }
}

/** Values of an opening bracket, kept side by side. */
interface Bracket {
  /** Index of its triple. */
  mark: number;
  image: boolean;
  /** Whether another bracket opened after it: then its text cannot be a label. */
  nested: boolean;
}

class InlineReader {
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;
  readonly #labels: ReadonlySet<string>;
  readonly #out: number[];
  readonly #brackets: Bracket[] = [];
  /** Links hold no links: `[` below this height of the stack, that came before a link, open none. */
  #spent = 0;
  /** The end of the last thing found. */
  #done: number;
  #spans: CodeSpans | null = null;
  #html: InlineHtml | null = null;

  constructor(text: string, from: number, to: number, labels: ReadonlySet<string>, out: number[]) {
    this.#text = text;
    this.#from = this.#done = from;
    this.#to = to;
    this.#labels = labels;
    this.#out = out;
  }

  /** Reads what begins with (or is recognised by) the special character at `at`; answers where to go on. */
  read(code: number, at: number): number {
    const text = this.#text;
    switch (code) {
      case 92:
        if (at + 1 >= this.#to || !isPunctuation(text.charCodeAt(at + 1))) return at + 1;
        return this.#found(Mark.escape, at, at + 2);
      case 96:
        return this.#codeSpan(at);
      case 60:
        return this.#angle(at);
      case 33:
        return text.charCodeAt(at + 1) === 91 && at + 1 < this.#to ? this.#openBracket(at, true) : at + 1;
      case 91:
        return this.#openBracket(at, false);
      case 93:
        return this.#closeBracket(at);
      case 35:
        return this.#tag(at);
      case 58:
        return this.#url(schemeStart(text, at, this.#done), at + 3, at);
      default:
        return this.#url(wwwStart(text, at, this.#done), at + 1, at);
    }
  }

  #found(mark: number, from: number, to: number): number {
    this.#out.push(mark, from, to);
    this.#done = to;
    return to;
  }

  #codeSpan(at: number): number {
    const width = runLength(this.#text, at, this.#to);
    const end = (this.#spans ??= new CodeSpans()).end(this.#text, at, width, this.#to);
    return end < 0 ? at + width : this.#found(Mark.code, at, end);
  }

  #angle(at: number): number {
    let end = autolinkEnd(this.#text, at, this.#to);
    if (end > 0) return this.#found(Mark.autolink, at, end);
    end = (this.#html ??= new InlineHtml()).end(this.#text, at, this.#to);
    return end > 0 && end <= this.#to ? this.#found(Mark.html, at, end) : at + 1;
  }

  #url(start: number, host: number, at: number): number {
    const end = start < 0 ? -1 : urlEnd(this.#text, host, this.#to, this.#brackets.length > 0);
    return end < 0 ? at + 1 : this.#found(Mark.url, start, end);
  }

  #tag(at: number): number {
    const text = this.#text;
    if (at > this.#from && !opensWord(text.charCodeAt(at - 1))) return at + 1;
    const end = nameEnd(text, at + 1, this.#to);
    if (end === at + 1) return end;
    return isShortName(text, at + 1, end) ? this.#found(Mark.tag, at, end) : end;
  }

  #openBracket(at: number, image: boolean): number {
    const outer = this.#brackets.at(-1);
    if (outer) outer.nested = true;
    this.#brackets.push({ mark: this.#out.length, image, nested: false });
    return this.#found(Mark.none, at, at + (image ? 2 : 1));
  }

  #closeBracket(at: number): number {
    const bracket = this.#brackets.pop();
    const height = this.#brackets.length;
    const spent = height < this.#spent;
    if (spent) this.#spent = height;
    if (!bracket || (spent && !bracket.image)) return at + 1;
    const target = this.#text.charCodeAt(at + 1) === 40 ? inlineTarget(this.#text, at + 1, this.#to) : null;
    const end = target?.end ?? this.#referenceEnd(bracket, at);
    if (end < 0) return at + 1;
    this.#out[bracket.mark] = Mark.linkOpen;
    if (!bracket.image) this.#spent = height;
    this.#found(Mark.linkClose, at, end);
    this.#out.push(Mark.target, target?.from ?? -1, target?.to ?? -1);
    return end;
  }

  /** The end of `][label]`, `][]` or `]` at `at`, if that label is defined; else -1. */
  #referenceEnd(bracket: Bracket, at: number): number {
    if (this.#labels.size === 0) return -1;
    const text = this.#text;
    const full = text.charCodeAt(at + 1) === 91 && at + 1 < this.#to ? labelEnd(text, at + 1, this.#to) : -1;
    if (full > at + 3) return this.#labels.has(labelKey(text.slice(at + 2, full - 1))) ? full : -1;
    const start = this.#out[bracket.mark + 2]!;
    if (bracket.nested || at - start > 999 || !this.#labels.has(labelKey(text.slice(start, at)))) return -1;
    // The text is the label too: what is in it names the definition and is no tag.
    for (let i = bracket.mark; i < this.#out.length; i += 3) {
      if (this.#out[i] === Mark.tag) this.#out[i] = Mark.none;
    }
    return full > 0 ? full : at + 1;
  }
}
