import { CR, isSpace } from './chars.ts';
import { Containers } from './containers.ts';
import { takeDefinitions } from './definition.ts';
import { endsHtmlBlock, htmlBlockAt, type HtmlBlock } from './html-block.ts';
import { leafText, type Blocks, type Leaf } from './leaf.ts';
import {
  closesFence,
  fenceLength,
  headingLevel,
  interruptsParagraph,
  isSetextUnderline,
  isTaskMarker,
  listMarker,
  thematicBreakStop,
} from './line-starts.ts';
import { delimiterColumns, hasBar, tableCells } from './table-row.ts';

type Open = 'paragraph' | 'fence' | 'indented' | 'html' | 'table' | null;

/**
 * The block structure of a note: CommonMark 0.31 with the tables and task items of GFM, line by line, in linear time.
 * A lone carriage return is white space, not a line end. A BOM is skipped.
 */
export function readBlocks(content: string): Blocks {
  const reader = new BlockReader(content);
  let start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < content.length) {
    let next = content.indexOf('\n', start);
    if (next < 0) next = content.length;
    const end = next > start && content.charCodeAt(next - 1) === CR ? next - 1 : next;
    reader.line(start, end);
    start = next + 1;
  }
  return reader.finish();
}

class BlockReader {
  readonly #text: string;
  readonly #leaves: Leaf[] = [];
  readonly #labels = new Set<string>();
  readonly #at = new Containers();
  readonly #tasks: number[] = [];
  #open: Open = null;
  #leaf: Leaf = { kind: 'text', from: 0, to: 0, cuts: null };
  /** Of the open paragraph: the start of its last line, and the end of the line before that (or -1). */
  #lastLine = 0;
  #beforeLast = -1;
  #fenceCode = 0;
  #fenceLength = 0;
  #html: HtmlBlock = 0;
  /** The start of the line that is being read. */
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  line(start: number, end: number): void {
    const at = this.#at;
    const depth = at.enter(this.#text, start, end);
    const inside = depth === at.depth;
    this.#start = start;
    if (at.blank) {
      if (!inside || this.#open === 'paragraph' || this.#open === 'table' || this.#html >= 6) this.#close();
      else if (this.#open) this.#cut(end);
      at.leave(depth);
      return;
    }
    if (this.#open === 'paragraph') {
      if (this.#continuesParagraph(inside)) return;
      this.#close();
    } else if (this.#open) {
      if (inside && this.#continuesLeaf()) return;
      this.#close();
    }
    at.leave(depth);
    this.#openBlocks();
  }

  finish(): Blocks {
    this.#close();
    return { leaves: this.#leaves, labels: this.#labels, tasks: this.#tasks };
  }

  #close(): void {
    const leaf = this.#leaf;
    if (this.#open === 'paragraph' && this.#text.charCodeAt(leaf.from) === 91) {
      const text = leafText(this.#text, leaf);
      leaf.from += takeDefinitions(text, 0, text.length, this.#labels);
    }
    this.#open = null;
    this.#html = 0;
  }

  /** `inside`: all containers of the paragraph go on in this line; otherwise it can only be a lazy continuation. */
  #continuesParagraph(inside: boolean): boolean {
    const { pos, end, indent } = this.#at;
    const text = this.#text;
    const leaf = this.#leaf;
    if (indent < 4) {
      const code = text.charCodeAt(pos);
      if (inside && (code === 61 || code === 45) && isSetextUnderline(text, pos, end)) {
        this.#close();
        // Definitions alone have no text that could be a heading: the underline is a line of text.
        if (leaf.from >= leaf.to) return false;
        leaf.kind = 'heading';
        return true;
      }
      if (this.#interrupts(code, inside)) return false;
      if (inside && (code === 124 || code === 58 || code === 45) && this.#startsTable(pos, end)) return true;
    }
    this.#cut(pos);
    this.#beforeLast = leaf.to;
    this.#lastLine = pos;
    leaf.to = end;
    return true;
  }

  #interrupts(code: number, inside: boolean): boolean {
    const { pos, end } = this.#at;
    const text = this.#text;
    // Most lines begin with a letter.
    if (code > 96 && code !== 126) return false;
    if (code === 62) return true;
    if (code === 35) return headingLevel(text, pos, end) > 0;
    if (code === 96 || code === 126) return fenceLength(text, pos, end) > 0;
    if (code === 60) return htmlBlockAt(text, pos, end, true) > 0;
    if (thematicBreakStop(text, pos, end) === end) return true;
    const marker = listMarker(text, pos, end);
    return marker > 0 && (!inside || interruptsParagraph(text, pos, end, marker));
  }

  /** The last line of the paragraph is the head of a table if this line divides as many columns. */
  #startsTable(pos: number, end: number): boolean {
    const columns = delimiterColumns(this.#text, pos, end);
    const leaf = this.#leaf;
    const head = this.#lastLine;
    const headEnd = leaf.to;
    if (columns === 0 || !hasBar(this.#text, head, headEnd)) return false;
    if (tableCells(this.#text, head, headEnd).length !== columns * 2) return false;
    leaf.to = this.#beforeLast < 0 ? leaf.from : this.#beforeLast;
    this.#close();
    this.#open = 'table';
    this.#addRow(head, headEnd);
    return true;
  }

  #addRow(pos: number, end: number): void {
    const cells = tableCells(this.#text, pos, end);
    for (let i = 0; i < cells.length; i += 2) {
      this.#leaves.push({ kind: 'cell', from: cells[i]!, to: cells[i + 1]!, cuts: null });
    }
  }

  /** Whether the open leaf, which is no paragraph, takes this line. */
  #continuesLeaf(): boolean {
    const { pos, end, indent } = this.#at;
    const text = this.#text;
    switch (this.#open) {
      case 'fence':
        if (indent < 4 && closesFence(text, pos, end, this.#fenceCode, this.#fenceLength)) this.#close();
        else this.#extend();
        return true;
      case 'indented':
        if (indent >= 4) this.#extend();
        return indent >= 4;
      case 'html':
        this.#extend();
        if (endsHtmlBlock(this.#html, text, pos, end)) this.#close();
        return true;
      default:
        if (indent >= 4 || this.#interrupts(text.charCodeAt(pos), true)) return false;
        this.#addRow(pos, end);
        return true;
    }
  }

  #extend(): void {
    this.#cut(this.#at.afterMarkers);
    this.#leaf.to = this.#at.end;
  }

  /** Leaves the markers of this line, up to `to`, out of the open leaf. */
  #cut(to: number): void {
    if (this.#at.quoted) (this.#leaf.cuts ??= []).push(this.#start, to);
  }

  #begin(open: Open, kind: Leaf['kind'], from: number, to: number): void {
    this.#open = open;
    this.#leaf = { kind, from, to, cuts: null };
    this.#leaves.push(this.#leaf);
  }

  #beginParagraph(from: number, to: number): void {
    this.#begin('paragraph', 'text', from, to);
    this.#lastLine = from;
    this.#beforeLast = -1;
  }

  /** Opens the containers and the one leaf that begin in the rest of the line. */
  #openBlocks(): void {
    const at = this.#at;
    const text = this.#text;
    const { end } = at;
    let breakStop = -1;
    while (!at.blank) {
      const { pos } = at;
      if (at.indent >= 4) return this.#begin('indented', 'code', pos, end);
      const code = text.charCodeAt(pos);
      if (code === 62) {
        at.openQuote();
        continue;
      }
      if (this.#opensLeaf(code, pos, end)) return;
      if (pos >= breakStop) breakStop = thematicBreakStop(text, pos, end);
      if (breakStop === end) return;
      const marker = listMarker(text, pos, end);
      if (marker === 0) return this.#beginParagraph(pos, end);
      at.openItem(marker);
      if (at.indent < 4 && isTaskMarker(text, at.pos, end)) {
        this.#tasks.push(at.pos);
        return this.#beginParagraph(at.pos + 3, end);
      }
    }
  }

  #opensLeaf(code: number, pos: number, end: number): boolean {
    const text = this.#text;
    if (code === 35) {
      const level = headingLevel(text, pos, end);
      if (level > 0) this.#begin(null, 'heading', pos + level, headingEnd(text, pos + level, end));
      return level > 0;
    }
    if (code === 60) {
      this.#html = htmlBlockAt(text, pos, end, false);
      if (this.#html === 0) return false;
      this.#begin('html', 'html', pos, end);
      if (endsHtmlBlock(this.#html, text, pos, end)) this.#close();
      return true;
    }
    this.#fenceLength = fenceLength(text, pos, end);
    if (this.#fenceLength === 0) return false;
    this.#fenceCode = code;
    // The info string is not text; the content begins with the next line.
    this.#begin('fence', 'code', end, end);
    return true;
  }
}

/** The end of a heading's text: `# Title ##` ends before the closing marks, which need a space before them. */
function headingEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  let marks = at;
  while (marks > from && text.charCodeAt(marks - 1) === 35) marks--;
  return marks < at && (marks === from || isSpace(text.charCodeAt(marks - 1))) ? marks : at;
}
