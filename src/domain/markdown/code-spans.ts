/**
 * Finds the ends of code spans (CommonMark 6.1) in one text, read from left to right. A run of backticks ends at the next
 * run of the same length. Once a search has reached the end of the text, the last run of every length is known, so that
 * runs without a partner cost nothing more: linear for a million runs of growing lengths too.
 */
export class CodeSpans {
  #last: Map<number, number> | null = null;

  /** The end of the span whose backticks begin at `at`, or -1. `width` is the length of that run. */
  end(text: string, at: number, width: number, to: number): number {
    if (this.#last && (this.#last.get(width) ?? -1) <= at) return -1;
    let seen: Map<number, number> | null = null;
    for (let i = at + width; i < to; i++) {
      if (text.charCodeAt(i) !== 96) continue;
      const run = runLength(text, i, to);
      if (run === width) return i + width;
      if (!this.#last) (seen ??= new Map()).set(run, i);
      i += run - 1;
    }
    this.#last ??= seen ?? new Map();
    return -1;
  }
}

export function runLength(text: string, at: number, to: number): number {
  let i = at;
  while (i < to && text.charCodeAt(i) === 96) i++;
  return i - at;
}
