import { invalid } from '../errors.ts';
import { readBlocks } from './blocks.ts';
import { Mark } from './inline.ts';
import { isTagName, tagKey } from './tag-name.ts';
import { walkLeaves } from './walk.ts';

/** Where the tags of a note are: pairs of positions, the `#` included. */
function tagRanges(content: string): number[] {
  const ranges: number[] = [];
  walkLeaves(content, readBlocks(content), ({ marks, base }) => {
    for (let i = 0; i < marks.length; i += 3) {
      if (marks[i] === Mark.tag) ranges.push(base + marks[i + 1]!, base + marks[i + 2]!);
    }
  });
  return ranges;
}

/**
 * Writes `#to` for `#from` and `#to/child` for `#from/child`, wherever `readNote` sees these tags; every other byte stays.
 * Throws INVALID_ARGUMENT (field `name`) if `to` is no tag name, or a nested tag would become too long to be one.
 */
export function renameTag(content: string, from: string, to: string): string {
  if (!isTagName(to))
    throw invalid('name', `"${to}" cannot be a tag: use letters, digits, emoji, "_", "-" and "/"`);
  const key = tagKey(from);
  const ranges = tagRanges(content);
  let result = '';
  let at = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    const name = content.slice(ranges[i]! + 1, ranges[i + 1]);
    const nested = tagKey(name).startsWith(`${key}/`);
    if (!nested && tagKey(name) !== key) continue;
    // As many segments of the name as `from` has make room for `to`.
    const child = nested ? name.split('/').slice(key.split('/').length).join('/') : '';
    const renamed = nested ? `${to}/${child}` : to;
    if (!isTagName(renamed)) throw invalid('name', `"${renamed}" would be longer than a tag may be`);
    result += `${content.slice(at, ranges[i])}#${renamed}`;
    at = ranges[i + 1]!;
  }
  return at === 0 ? content : result + content.slice(at);
}

/**
 * Takes `#tag` (not `#tag/child`) out of the text wherever `readNote` sees it, with one space beside it: the one after it,
 * or at the end of a phrase the one before it. A line that held nothing but such tags goes with its line end. Every other
 * byte stays.
 */
export function removeTag(content: string, tag: string): string {
  const key = tagKey(tag);
  const ranges = tagRanges(content);
  let result = '';
  let at = 0;
  for (let i = 0; i < ranges.length;) {
    const lineFrom = content.lastIndexOf('\n', ranges[i]!) + 1;
    const lineEnd = content.indexOf('\n', ranges[i]!) + 1 || content.length;
    const line: number[] = [];
    for (; i < ranges.length && ranges[i]! < lineEnd; i += 2) {
      const [from, to] = [ranges[i]!, ranges[i + 1]!];
      if (tagKey(content.slice(from + 1, to)) === key) line.push(from, to);
    }
    if (line.length === 0) continue;
    const rest = withoutRanges(content, lineFrom, lineEnd, line);
    result += content.slice(at, lineFrom) + (rest.trim() === '' ? '' : rest);
    at = lineEnd;
  }
  return at === 0 ? content : result + content.slice(at);
}

function withoutRanges(
  content: string,
  lineFrom: number,
  lineEnd: number,
  ranges: readonly number[],
): string {
  const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
  let rest = '';
  let at = lineFrom;
  for (let i = 0; i < ranges.length; i += 2) {
    rest += content.slice(at, ranges[i]);
    at = ranges[i + 1]!;
    if (isBlank(content[at])) at++;
    // What stands before the first word is indentation: it says which block the line is in.
    else if (isBlank(rest.at(-1)) && rest.trim() !== '') rest = rest.slice(0, -1);
  }
  return rest + content.slice(at, lineEnd);
}
