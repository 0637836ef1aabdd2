/** The names of notes in a vault: 8 hex digits, the creation second, as in Notesium. */
const NOTE_FILE = /^[0-9a-f]{8}\.md$/;

export function isNoteFilename(name: string): boolean {
  return NOTE_FILE.test(name);
}

/** @param second whole seconds since 1970, below 2^32 */
export function filenameOf(second: number): string {
  return `${second.toString(16).padStart(8, '0')}.md`;
}
