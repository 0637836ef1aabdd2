import { cutAfter } from '../markdown/index.ts';

/** Marks that turn the direction of what follows, and characters without width: a title is not what it seems with them. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
const SCRIPT = /<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
/** A tag with attributes, or one that runs or shows something. A lone `<div>` is what the text is about. */
const TAG = /<\/?[a-z][\w-]*\s[^<>]*>|<\/?(?:script|style|br|wbr|img|iframe|svg)\s*\/?>/gi;
const PAIR = /<([a-z][a-z0-9]*)(?:\s[^<>]*)?>([^<>]*)<\/\1>/gi;
const MAX_PAIRS_IN_EACH_OTHER = 4;

/**
 * One line of plain text out of what a page says of itself: no tags, no control characters, nothing invisible; cut to `max`
 * code points. It is text: whoever puts it into Markdown or HTML has to escape it.
 */
export function cleanLine(text: string | null | undefined, max: number): string {
  // Far more than is kept: the rest need not be looked at.
  const bounded = (text ?? '').slice(0, max * 8 + 1000).toWellFormed();
  const line = withoutTags(bounded)
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\p{Cc}\p{Noncharacter_Code_Point}]+/gu, ' ')
    .trim();
  const end = cutAfter(line, 0, max);
  return end === line.length ? line : `${line.slice(0, cutAfter(line, 0, max - 1)).trimEnd()}…`;
}

function withoutTags(given: string): string {
  if (!given.includes('<')) return given;
  let text = given.replaceAll(SCRIPT, ' ');
  for (let i = 0; i < MAX_PAIRS_IN_EACH_OTHER; i++) text = text.replaceAll(PAIR, '$2');
  return text.replaceAll(TAG, ' ');
}

/**
 * Text of several lines as a note can hold it: no NUL and other control characters, whole characters only, line ends of one
 * kind, and nothing that turns the direction of what follows.
 */
export function cleanContent(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Noncharacter_Code_Point}]|[\u202A-\u202E\uFEFF]/gu, '');
}
