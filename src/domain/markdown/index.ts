export { cutAfter, wholeCharacters } from './cut.ts';
export { countText } from './counts.ts';
export { readNote, readNoteInTurns, type NoteLink } from './note-facts.ts';
export { readLinks } from './note-links.ts';
export { holdsTitle, readTitle } from './note-title.ts';
export { plainText } from './plain-text.ts';
export { removeTag, renameTag } from './tag-edits.ts';
export { isTagName, tagKey } from './tag-name.ts';
