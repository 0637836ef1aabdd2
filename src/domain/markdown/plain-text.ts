import { InlineHtml } from './angle.ts';
import { readBlocks } from './blocks.ts';
import { runLength } from './code-spans.ts';
import { emphasisRuns } from './emphasis.ts';
import { decodeEntity } from './entity.ts';
import { Mark } from './inline.ts';
import { walkLeaves, type LeafView } from './walk.ts';

const EMPHASIS = /[*_~]/;
const ESCAPED = /[&\\]/;

/** What a reader sees of a note: no Markdown syntax, no HTML tags, every run of white space one space. */
export function plainText(content: string): string {
  const builder = new PlainTextBuilder();
  walkLeaves(content, readBlocks(content), (view) => builder.addLeaf(view));
  return builder.text;
}

export class PlainTextBuilder {
  /** So far. */
  text = '';
  #gap = false;
  readonly #enough: number;

  /** @param enough when there is as much text as this, no more is added */
  constructor(enough = Infinity) {
    this.#enough = enough;
  }

  addLeaf(view: LeafView): void {
    this.#gap = true;
    const { leaf, text, from, to, marks } = view;
    if (leaf.kind === 'code') this.#add(text, from, to);
    else if (leaf.kind === 'html') this.#addHtml(text, from, to);
    else this.addInline(text, from, to, marks);
  }

  /** `marks`: those of `readInline` that lie in `[from, to)`. */
  addInline(text: string, from: number, to: number, marks: readonly number[]): void {
    const emphasis = EMPHASIS.test(text.slice(from, to)) ? emphasisRuns(text, from, to, marks) : [];
    let skipped = 0;
    let at = from;
    const prose = (end: number): void => {
      while (skipped < emphasis.length && emphasis[skipped]! < end) {
        if (this.text.length >= this.#enough) return;
        this.#addProse(text, at, emphasis[skipped]!);
        at = emphasis[skipped + 1]!;
        skipped += 2;
      }
      this.#addProse(text, at, end);
    };
    for (let i = 0; i < marks.length; i += 3) {
      const mark = marks[i]!;
      if (mark === Mark.none || mark === Mark.target) continue;
      const start = marks[i + 1]!;
      prose(start);
      if (this.text.length >= this.#enough) return;
      at = marks[i + 2]!;
      this.#addMarked(mark, text, start, at);
    }
    prose(to);
  }

  #addMarked(mark: number, text: string, from: number, to: number): void {
    if (mark === Mark.tag || mark === Mark.url) this.#add(text, from, to);
    else if (mark === Mark.escape || mark === Mark.autolink)
      this.#add(text, from + 1, mark === Mark.escape ? to : to - 1);
    else if (mark === Mark.code) {
      const width = runLength(text, from, to);
      this.#add(text, from + width, to - width);
    } else if (mark === Mark.html && /^<br\b/i.test(text.slice(from, from + 4))) this.#gap = true;
  }

  #addHtml(text: string, from: number, to: number): void {
    const html = new InlineHtml();
    let at = from;
    for (let i = from; i < to; i++) {
      if (text.charCodeAt(i) !== 60) continue;
      const end = html.end(text, i, to);
      if (end < 0) continue;
      this.#addProse(text, at, i);
      this.#gap = true;
      at = end;
      i = end - 1;
    }
    this.#addProse(text, at, to);
  }

  /** Text with entities, and backslashes at line ends. */
  #addProse(text: string, from: number, to: number): void {
    if (!ESCAPED.test(text.slice(from, to))) return this.#add(text, from, to);
    let at = from;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code === 92 && /[\r\n]/.test(text[i + 1] ?? '')) {
        this.#add(text, at, i);
        at = i + 1;
      }
      if (code !== 38) continue;
      const entity = decodeEntity(text, i);
      if (!entity || entity.end > to) continue;
      this.#add(text, at, i);
      this.#add(entity.text, 0, entity.text.length);
      at = entity.end;
      i = at - 1;
    }
    this.#add(text, at, to);
  }

  #add(text: string, from: number, to: number): void {
    let start = from;
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code > 32 && (code < 128 || !isWhite(code))) continue;
      // The common case: one space between two words.
      if (code === 32 && i > start && i + 1 < to && isInk(text.charCodeAt(i + 1))) continue;
      if (code < 32 && !isWhite(code)) continue;
      this.#append(text, start, i);
      if (this.text.length >= this.#enough) return;
      this.#gap = true;
      start = i + 1;
    }
    this.#append(text, start, to);
  }

  #append(text: string, from: number, to: number): void {
    if (from >= to) return;
    if (this.#gap && this.text !== '') this.text += ' ';
    this.#gap = false;
    this.text += text.slice(from, to);
  }
}

const isInk = (code: number): boolean => code > 32 && code < 128;
const isWhite = (code: number): boolean => /\s/.test(String.fromCharCode(code));
