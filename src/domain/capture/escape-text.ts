import { nameEnd, opensWord } from '../markdown/tag-name.ts';

/** Bare addresses hold nothing that Markdown takes for a mark, as long as they are left alone. */
const ADDRESS = /(?<![\w/])(?:https?:\/\/|www\.)[\w\-./:?&=%#+,;@!$']+/gi;
const SPECIAL = /[\\*_`[\]<&~$#!|]/g;
/** What makes a block of a line, at its beginning. */
const BLOCK = /^(?:([-+])(?=\s|$|-)|(=)(?==|\s*$)|(#{1,6})(?=\s|$)|(>)|(\d{1,9})([.)])(?=\s|$))/;

/**
 * Plain text as Markdown that shows exactly this text: marks are escaped, and so is `#word`, which would become a tag of the
 * reader. `text` may be a part of a line, so its ends count as if a mark stood beside them.
 */
export function escapeText(text: string): string {
  let result = '';
  let at = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    result += escapeMarks(text, at, index) + address;
    at = index + address.length;
  }
  return escapeBlock(result + escapeMarks(text, at, text.length));
}

function escapeMarks(text: string, from: number, to: number): string {
  const dollars = text.indexOf('$') !== text.lastIndexOf('$');
  return text.slice(from, to).replaceAll(SPECIAL, (mark, offset: number) => {
    const at = from + offset;
    return isMark(mark, text, at, dollars) ? `\\${mark}` : mark;
  });
}

function isMark(mark: string, text: string, at: number, dollars: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 1] ?? '';
  switch (mark) {
    case '\\':
      return after === '' || /[!-/:-@[-`{-~\n]/.test(after);
    case '_':
      return !/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(after);
    case '<':
      return after === '' || /[a-z/!?]/i.test(after);
    case '&':
      return /^&(?:#?\w+;|$)/.test(text.slice(at, at + 40));
    case '~':
      return !(/^\s?$/.test(before) && /\d/.test(after));
    case '$':
      return dollars && /\S/.test(after);
    case '#':
      return (
        (before === '' || opensWord(text.charCodeAt(at - 1))) && nameEnd(text, at + 1, text.length) > at + 1
      );
    case '!':
      return after === '';
    case '|':
      return false;
    default:
      return true;
  }
}

function escapeBlock(text: string): string {
  return text.replace(BLOCK, (_all, sign, line, heading, quote, number, dot) =>
    number === undefined ? `\\${sign ?? line ?? heading ?? quote}` : `${number}\\${dot}`,
  );
}
