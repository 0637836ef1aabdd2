import { EditorState, type Extension, type Text } from '@codemirror/state';

/**
 * The ends of lines of a note. CodeMirror takes them all for the same and writes `\n`; a note must come back as it was.
 * `null`: they differ, or a carriage return stands alone. Then only `\n` ends a line, and the rest are characters.
 */
type LineEnd = '\n' | '\r\n' | null;

export function lineEndOf(source: string): LineEnd {
  const all = source.match(/\r\n?|\n/g);
  if (!all) return '\n';
  const first = all[0];
  return (first === '\n' || first === '\r\n') && all.every((end) => end === first) ? first : null;
}

export const splitAs = (end: LineEnd): Extension => (end === null ? EditorState.lineSeparator.of('\n') : []);

/** The note, to the byte, but for what was edited. */
export const sourceOf = (doc: Text, end: LineEnd): string => doc.sliceString(0, doc.length, end ?? '\n');
