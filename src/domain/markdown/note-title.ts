/** The title of a note, and the 1-based line it stands on; line 0 when there is none. */
export interface NoteTitle {
  title: string;
  line: number;
  /** Whether the title is one word. The `untitled` of an empty note is no word of its own, and no label. */
  isLabel: boolean;
}

/**
 * As Notesium 0.6.5 does (cache.go): the first line that is not empty once a leading `# ` is taken off, trimmed. Notesium
 * would take a line of spaces for a title; here it is passed over. A BOM is not part of the title.
 */
export function readTitle(content: string): NoteTitle {
  const { title, line } = findTitle(content);
  if (line === 0) return { title: 'untitled', line, isLabel: false };
  return { title, line, isLabel: !/[\s\u0085]/.test(title) };
}

/** Whether this beginning of a note has the title whole, so that the rest need not be read for it. */
export function holdsTitle(beginning: string): boolean {
  const { line, end } = findTitle(beginning);
  return line > 0 && end < beginning.length;
}

function findTitle(content: string): { title: string; line: number; end: number } {
  let line = 1;
  for (let start = content.charCodeAt(0) === 0xfeff ? 1 : 0; start < content.length; line++) {
    let end = content.indexOf('\n', start);
    if (end < 0) end = content.length;
    const title = content.slice(content.startsWith('# ', start) ? start + 2 : start, end).trim();
    if (title) return { title, line, end };
    start = end + 1;
  }
  return { title: '', line: 0, end: content.length };
}
