import type TurndownService from 'turndown';
import type { PageElement } from './dom.ts';
import { cellsOf, rowsOf } from './tables.ts';

/** Tables of GFM, out of tables that `plainTables` has prepared. */
export function addTableRules(service: TurndownService): void {
  const rule = (
    name: string,
    filter: string[],
    replacement: (content: string, node: PageElement) => string,
  ): unknown => service.addRule(name, { filter: filter as never, replacement: replacement as never });

  rule('cell', ['td', 'th'], (content) => ` ${cellText(content)} |`);
  rule('row', ['tr'], (content) => (content.trim() === '' ? '' : `\n|${content.replaceAll('\n', '')}`));
  rule('rows', ['thead', 'tbody', 'tfoot'], (content) => content);
  rule('columns', ['colgroup', 'col', 'caption'], () => '');
  rule('table', ['table'], (content, table) => {
    const rows = content.split('\n').filter((row) => row.startsWith('|'));
    const elements = rowsOf(table);
    const first = elements[0];
    if (rows.length === 0 || !first) return '';
    const columns = Math.max(...elements.map((row) => cellsOf(row).length));
    const isHead = first.closest('thead') !== null || isAllHeads(first);
    const fill = (row: string, index: number): string =>
      row + '  |'.repeat(columns - cellsOf(elements[index] ?? first).length);
    const whole = rows.map(fill);
    const border = `|${Array.from({ length: columns }, (_, column) => ` ${alignment(elements, column)} |`).join('')}`;
    const head = isHead ? whole.shift()! : `|${'  |'.repeat(columns)}`;
    return `\n\n${[head, border, ...whole].join('\n')}\n\n`;
  });
}

function isAllHeads(row: PageElement): boolean {
  return cellsOf(row).every(({ localName, textContent }) => localName === 'th' || textContent?.trim() === '');
}

function cellText(content: string): string {
  return content
    .trim()
    .replaceAll(/(?:\\?\n)+/g, '<br>')
    .replaceAll(/^(?:<br>)+|(?:<br>)+$/g, '')
    .replaceAll('|', String.raw`\|`);
}

/** As most cells of the column have it. */
function alignment(rows: readonly PageElement[], column: number): string {
  const found = rows.map((row) => cellsOf(row)[column]?.getAttribute('data-align'));
  const side = ['left', 'center', 'right'].find(
    (name) => found.filter((other) => other === name).length * 2 > rows.length,
  );
  return side === 'center' ? ':---:' : side === 'right' ? '---:' : side === 'left' ? ':---' : '---';
}
