export { cutAfter, wholeCharacters } from './cut.ts';
export { readNote, type NoteLink } from './note-facts.ts';
export { plainText } from './plain-text.ts';
export { removeTag, renameTag } from './tag-edits.ts';
export { isTagName, tagKey } from './tag-name.ts';
