import type TurndownService from 'turndown';
import type { PageElement } from './dom.ts';
import { fenceFor } from '../../../domain/capture/index.ts';
import { texOf } from './inline-rules.ts';

export function addBlockRules(service: TurndownService): void {
  const rule = (
    name: string,
    filter: string | string[] | ((node: PageElement) => boolean),
    replacement: (content: string, node: PageElement) => string,
  ): unknown => service.addRule(name, { filter: filter as never, replacement: replacement as never });
  const nextNumber = createCounter();
  const block = (text: string): string => `\n\n${text}\n\n`;

  rule('paragraph', 'p', (content) => block(withPlainEnd(content)));
  rule('heading', ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'], (content, node) => {
    const text = content.replaceAll(/\s*\\?\n\s*/g, ' ').trim();
    // Signs at the end would be taken for the end of the heading.
    return text === ''
      ? ''
      : block(
          `${'#'.repeat(Number(node.nodeName[1]))} ${withPlainEnd(text).replace(/(?<=^|\s)(#+)$/, String.raw`\$1`)}`,
        );
  });
  rule('codeBlock', 'pre', (_content, node) => {
    const code = node.textContent ?? '';
    const fence = fenceFor(code);
    const language = /(?:^|\s)language-(\S+)/.exec(node.querySelector('code')?.className ?? '')?.[1] ?? '';
    return block(`${fence}${language}\n${code}\n${fence}`);
  });
  rule(
    'displayTex',
    (node) => node.nodeName === 'PRE' && node.hasAttribute('data-tex'),
    (_content, node) =>
      block(
        `$$\n${texOf(node)
          .replaceAll(/\n\s*\n/g, '\n')
          .replaceAll('$$', '')}\n$$`,
      ),
  );
  rule('listItem', 'li', (content, node) => {
    const list = node.parentNode;
    const mark = list?.nodeName === 'OL' ? `${nextNumber(list)}. ` : '- ';
    const text = content.trim().replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`);
    const isLoose = /\n\s*$/.test(content) && node.querySelector('p') !== null;
    return `${mark}${text}${node.nextSibling ? (isLoose ? '\n\n' : '\n') : ''}`;
  });
  rule('quote', 'blockquote', (content) =>
    content.trim() === ''
      ? ''
      : block(
          content
            .trim()
            .replaceAll(/^(?=.)/gm, '> ')
            .replaceAll(/^$/gm, '>'),
        ),
  );
  rule('term', 'dt', (content) => (content.trim() === '' ? '' : block(content.trim())));
  rule('definition', 'dd', (content) =>
    content.trim() === '' ? '' : block(`- ${content.trim().replaceAll(/\n(?=[^\n])/g, '\n  ')}`),
  );
  rule('summary', 'summary', (content) => (content.trim() === '' ? '' : block(`**${content.trim()}**`)));
}

/** Items come in their order; counting from the first each time would take long in a long list. */
function createCounter(): (list: PageElement) => number {
  const counted = new WeakMap<PageElement, number>();
  return (list) => {
    const start = Number.parseInt(list.getAttribute('start') ?? '1', 10);
    const number = counted.get(list) ?? (start >= 0 ? start : 1);
    counted.set(list, number + 1);
    return Math.min(number, 999_999_999);
  };
}

/** An exclamation mark is escaped for a link that might follow, and at the end of a block none does. */
function withPlainEnd(content: string): string {
  return content.replace(/(?<!\\)((?:\\\\)*)\\!$/, '$1!');
}
