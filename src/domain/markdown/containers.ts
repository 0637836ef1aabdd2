import { isSpace, TAB } from './chars.ts';

/**
 * A cursor in one line and the stack of open block quotes and list items around it (CommonMark 5 and 7.1).
 *
 * Columns are as seen with tab stops of 4. A line costs time in proportion to its own length, however deep the stack
 * is: a quote needs its `>`, an item its indentation, and a blank line skips all items up to the next quote at once.
 */
export class Containers {
  /** 0 for a quote, otherwise an item: how many columns its content is indented. */
  readonly #stack: number[] = [];
  /** Where in the stack the quotes are. */
  readonly #quotes: number[] = [];
  /** The innermost item began with nothing after its marker, and still has no content. */
  #emptyItem = false;
  #text = '';
  #column = 0;
  #base = 0;
  /** The first character of the line that is neither indentation nor a marker. */
  pos = 0;
  end = 0;
  /** The position after the last marker of a quote or item, or the start of the line. */
  afterMarkers = 0;
  /** Whether a `>` was among the markers of this line. */
  quoted = false;

  /** Reads the markers of the open containers in the line `[start, end)`; answers how many of them go on. */
  enter(text: string, start: number, end: number): number {
    this.#text = text;
    this.#column = this.#base = 0;
    this.pos = this.afterMarkers = start;
    this.end = end;
    this.quoted = false;
    this.#skip();
    let quotes = 0;
    const stack = this.#stack;
    for (let depth = 0; depth < stack.length; depth++) {
      if (this.blank) return this.#blankDepth(this.#quotes[quotes] ?? stack.length);
      const indent = stack[depth]!;
      if (indent > 0) {
        if (this.indent < indent) return depth;
        this.#base += indent;
      } else {
        if (this.indent > 3 || text.charCodeAt(this.pos) !== 62) return depth;
        quotes++;
        this.#passQuoteMark();
      }
    }
    if (!this.blank) this.#emptyItem = false;
    return this.blank ? this.#blankDepth(stack.length) : stack.length;
  }

  get depth(): number {
    return this.#stack.length;
  }

  get blank(): boolean {
    return this.pos === this.end;
  }

  /** Columns of indentation inside the innermost container of this line. */
  get indent(): number {
    return this.#column - this.#base;
  }

  /** Closes all containers but the outer `depth`. */
  leave(depth: number): void {
    if (depth >= this.#stack.length) return;
    this.#stack.length = depth;
    this.#emptyItem = false;
    const quotes = this.#quotes;
    while (quotes.length > 0 && quotes[quotes.length - 1]! >= depth) quotes.pop();
  }

  openQuote(): void {
    this.#quotes.push(this.#stack.length);
    this.#stack.push(0);
    this.#emptyItem = false;
    this.#passQuoteMark();
  }

  /** `width`: the length of the marker. */
  openItem(width: number): void {
    const before = this.#base;
    this.pos += width;
    this.afterMarkers = this.pos;
    const afterMarker = this.#column + width;
    this.#column = afterMarker;
    this.#skip();
    this.#emptyItem = this.blank;
    // Content that is indented by 5 or more is an indented code block that begins one column after the marker.
    this.#base = this.blank || this.#column >= afterMarker + 5 ? afterMarker + 1 : this.#column;
    this.#stack.push(this.#base - before);
  }

  #blankDepth(depth: number): number {
    if (!this.#emptyItem || depth < this.#stack.length) return depth;
    this.#emptyItem = false;
    return depth - 1;
  }

  #passQuoteMark(): void {
    this.quoted = true;
    this.pos++;
    this.#column++;
    // One column of white space belongs to the mark, be it a part of a tab.
    const spaced = this.pos < this.end && isSpace(this.#text.charCodeAt(this.pos));
    this.#base = this.#column + (spaced ? 1 : 0);
    this.afterMarkers = this.pos + (spaced ? 1 : 0);
    this.#skip();
  }

  #skip(): void {
    let { pos } = this;
    for (; pos < this.end; pos++) {
      const code = this.#text.charCodeAt(pos);
      if (!isSpace(code)) break;
      this.#column += code === TAB ? 4 - (this.#column % 4) : 1;
    }
    this.pos = pos;
  }
}
