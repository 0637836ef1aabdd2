export interface TextLine {
  /** 1-based. */
  number: number;
  /** Without the line end. */
  text: string;
}

/** The lines of a text that are not empty, as Go's `bufio.ScanLines` cuts them: a `\r` before the end belongs to the end. */
export function* textLines(content: string): Generator<TextLine> {
  let number = 1;
  for (let start = content.charCodeAt(0) === 0xfeff ? 1 : 0; start < content.length; number++) {
    const found = content.indexOf('\n', start);
    const next = found < 0 ? content.length : found;
    const end = next > start && content.charCodeAt(next - 1) === 13 ? next - 1 : next;
    if (end > start) yield { number, text: content.slice(start, end) };
    start = next + 1;
  }
}
