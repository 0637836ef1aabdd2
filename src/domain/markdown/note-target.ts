const TARGET = /^[0-9a-f]{8}\.md$/;

/**
 * The note that a link's destination `text[from, to)` names, or null: `64214a1d.md` as Notesium has it, and also
 * `64214a1d.md#part`, since it leads to the same note. Folders (`./64214a1d.md`), queries and escapes name no note.
 */
export function noteTarget(text: string, from: number, to: number): string | null {
  if (from < 0 || to - from < 11 || (to - from > 11 && text.charCodeAt(from + 11) !== 35)) return null;
  const name = text.slice(from, from + 11);
  return TARGET.test(name) ? name : null;
}
