export interface Question {
  kind: 'tag' | 'note';
  /** What was written of it. */
  text: string;
  /** Where in the text the completion begins. */
  start: number;
}

const TAG = /(?:^|[\s([{>])#([\p{L}\p{N}_\-/]{0,80})$/u;
const NOTE = /\[\[([^[\]\n]{0,80})$/;

/** What is being written before the cursor, if it is a tag or a link to a note. */
export function questionAt(text: string, caret: number): Question | null {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const tag = TAG.exec(line)?.[1];
  if (tag !== undefined) return { kind: 'tag', text: tag, start: caret - tag.length - 1 };
  const note = NOTE.exec(line)?.[1];
  return note === undefined ? null : { kind: 'note', text: note, start: caret - note.length - 2 };
}
