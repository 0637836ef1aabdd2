import { isLetter, skipSpace } from './chars.ts';
import { tagEnd } from './html-tag.ts';

/** The kinds of HTML block of CommonMark 4.6, by their number there; 0 is none. */
export type HtmlBlock = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

const RAW = /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i;
const RAW_END = /<\/(?:script|pre|style|textarea)>/i;
const BLOCK =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;

/** Which HTML block begins at the `<` at `at`; kind 7 cannot interrupt a paragraph. */
export function htmlBlockAt(text: string, at: number, end: number, inParagraph: boolean): HtmlBlock {
  // The longest name is 10 letters: what decides lies in the first few characters.
  const head = text.slice(at, Math.min(end, at + 14));
  if (RAW.test(head)) return 1;
  if (head.startsWith('<!--')) return 2;
  if (head.startsWith('<?')) return 3;
  if (head.startsWith('<![CDATA[')) return 5;
  if (head.startsWith('<!') && isLetter(head.charCodeAt(2))) return 4;
  if (BLOCK.test(head)) return 6;
  if (inParagraph) return 0;
  const stop = tagEnd(text, at, end);
  return stop > 0 && skipSpace(text, stop, end) === end ? 7 : 0;
}

const ENDS = { 2: '-->', 3: '?>', 4: '>', 5: ']]>' } as const;

/** Whether the line `[at, end)` is the last of its HTML block. Kinds 6 and 7 end only at a blank line. */
export function endsHtmlBlock(kind: HtmlBlock, text: string, at: number, end: number): boolean {
  if (kind === 1) return RAW_END.test(text.slice(at, end));
  return kind !== 0 && kind !== 6 && kind !== 7 && text.slice(at, end).includes(ENDS[kind]);
}
