import type TurndownService from 'turndown';
import { cleanLine, escapeText } from '../../../domain/capture/index.ts';
import type { PageElement, PageNode } from './dom.ts';
import { TEXT } from './dom.ts';

const MAX_ALT = 500;
const ITALICS = ['EM', 'I', 'CITE', 'DFN', 'VAR'];

/** @param seen called with the address of each picture */
export function addInlineRules(service: TurndownService, seen: (url: string) => void): void {
  const rule = (
    name: string,
    filter: string | string[] | ((node: PageElement) => boolean),
    replacement: (content: string, node: PageElement) => string,
  ): unknown => service.addRule(name, { filter: filter as never, replacement: replacement as never });

  rule('strong', ['strong', 'b'], (content, node) => marked('**', content, node, ['STRONG', 'B']));
  rule('emphasis', ['em', 'i', 'dfn', 'var'], (content, node) => marked('*', content, node, ITALICS));
  rule('strikethrough', ['del', 's', 'strike'], (content, node) =>
    marked('~~', content, node, ['DEL', 'S', 'STRIKE']),
  );
  rule('keyboard', ['kbd', 'samp', 'tt'], (content, node) =>
    node.querySelector('*') || node.closest('code, pre') ? content : codeSpan(node.textContent ?? ''),
  );
  rule(
    'code',
    (node) => node.nodeName === 'CODE' && node.parentNode?.nodeName !== 'PRE',
    (_content, node) => codeSpan(node.textContent ?? ''),
  );
  rule(
    'tex',
    (node) => node.nodeName === 'CODE' && node.getAttribute('data-tex') === 'inline',
    (_content, node) =>
      `$${texOf(node)
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/(?<!\\)\$/g, String.raw`\$`)}$`,
  );
  rule(
    'note',
    (node) => node.nodeName === 'SUP' && node.hasAttribute('data-note'),
    (_content, node) => `[^${node.getAttribute('data-note')}]`,
  );
  // A work is named in italics; a whole entry of a list of works is not.
  rule('work', 'cite', (content, node) =>
    node.firstElementChild ? content : marked('*', content, node, ITALICS),
  );
  rule(
    'checkbox',
    (node) => node.nodeName === 'SPAN' && node.hasAttribute('data-check'),
    (_content, node) => `[${node.getAttribute('data-check')}]`,
  );
  rule('lineBreak', 'br', (_content, node) => (isBetweenText(node) ? '\\\n' : ''));
  rule('quote', 'q', (content) => `“${content}”`);
  rule('image', 'img', (_content, node) => {
    const src = node.getAttribute('src') ?? '';
    if (src === '') return '';
    seen(src);
    return `![${escapeText(cleanLine(node.getAttribute('alt'), MAX_ALT))}](${destination(src)})`;
  });
  rule(
    'link',
    (node) => node.nodeName === 'A' && node.hasAttribute('href'),
    (content, node) => {
      const href = node.getAttribute('href') ?? '';
      const text = content
        .replaceAll(/\s*\n\s*/g, ' ')
        .replace(/^#{1,6} /, '')
        .trim();
      if (text === '') return '';
      if (hasLink(node) || href === '') return content;
      const plain = (node.textContent ?? '').trim();
      if (plain === href || plain === href.replace(/^mailto:/i, ''))
        return `<${href.replace(/^mailto:/i, '')}>`;
      return `[${text}](${destination(href)})`;
    },
  );
}

export function texOf(node: PageElement): string {
  // `<` before a letter begins a tag, but means the same before a space.
  return (node.textContent ?? '').trim().replaceAll(/<(?=[a-z/!?])/gi, '< ');
}

/** Marks count only where they touch the words that they mark; where they would not, the text goes without. */
function marked(mark: string, content: string, node: PageElement, same: readonly string[]): string {
  const text = content.trim();
  if (text === '' || text.includes('\n\n') || /^(?:[-*+>|]|#{1,6}|\d+[.)])\s|^```/.test(text)) return content;
  for (let outer = node.parentNode; outer; outer = outer.parentNode)
    if (same.includes(outer.nodeName)) return content;
  const before = neighbour(node, 'previousSibling');
  const after = neighbour(node, 'nextSibling');
  const isWord = (char: string): boolean => /[^\s\p{P}\p{S}]/u.test(char);
  const isSign = (char: string | undefined): boolean => /[\p{P}\p{S}]/u.test(char ?? '');
  const chars = Array.from(text);
  if (isWord(before) && isSign(chars[0])) return content;
  if (isWord(after) && isSign(chars.at(-1))) return content;
  // Two in a row would run into each other.
  if (same.includes(node.previousSibling?.nodeName ?? '')) return content;
  return mark + text + mark;
}

function neighbour(node: PageElement, side: 'previousSibling' | 'nextSibling'): string {
  const text = Array.from(node[side]?.textContent ?? '');
  return (side === 'nextSibling' ? text[0] : text.at(-1)) ?? '';
}

function codeSpan(given: string): string {
  const text = given.replaceAll(/\s*\n\s*/g, ' ');
  if (text.trim() === '') return text;
  let ticks = '`';
  const runs = new Set(text.match(/`+/g));
  while (runs.has(ticks)) ticks += '`';
  const space = /^`|`$|^ .*[^ ].* $/.test(text) ? ' ' : '';
  return ticks + space + text + space + ticks;
}

/** An address between parentheses, whose own have to be in pairs. */
function destination(url: string): string {
  const plain = url
    .replaceAll('\\', '%5C')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll(' ', '%20');
  let open = 0;
  for (const char of plain) {
    if (char === '(') open++;
    else if (char === ')' && --open < 0) break;
  }
  return open === 0 ? plain : plain.replaceAll('(', '%28').replaceAll(')', '%29');
}

function hasLink(node: PageElement): boolean {
  return node.querySelector('a[href]') !== null;
}

/** At the end of a block a line break shows nothing. */
function isBetweenText(br: PageElement): boolean {
  const shows = (node: PageNode | null): boolean => {
    for (let next = node; next; next = next.nextSibling) {
      if (next.nodeType !== TEXT || (next.nodeValue ?? '').trim() !== '') return next.nodeName !== 'BR';
    }
    return false;
  };
  return shows(br.nextSibling) && br.previousSibling !== null;
}
