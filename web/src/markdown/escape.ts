import { decodeEntity } from '../../../src/domain/markdown/entity.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, letter by letter; fit for attributes in quotes too. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char]!);

/** Text of a note as HTML: character references such as `&auml;` stay what they are. */
export const escapeProse = (text: string): string =>
  text.replace(/&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z][a-z\d]{1,31};)|[<>"']/gi, (char) => ESCAPES[char]!);

/** Character references as the characters that they stand for. What is not known stays. */
export function decodeEntities(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let result = '';
  let from = 0;
  for (; at >= 0; at = text.indexOf('&', at + 1)) {
    const entity = decodeEntity(text, at);
    if (!entity) continue;
    result += text.slice(from, at) + entity.text;
    from = entity.end;
  }
  return result + text.slice(from);
}
