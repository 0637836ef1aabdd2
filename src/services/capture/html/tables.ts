import { all, unwrap, type PageDocument, type PageElement } from './dom.ts';

const MAX_COLUMNS = 50;
const BLOCKS = 'ul, ol, blockquote, h1, h2, h3, h4, h5, h6, hr, dl';

/**
 * Makes tables what Markdown has tables for: rows of the same length, cells of one line, the caption before. A table that
 * only lays things out (one in another, or one column) becomes what is in it.
 */
export function plainTables(document: PageDocument): void {
  for (const table of all(document, 'table')) {
    if (table.parentNode === null) continue;
    if (isLayout(table)) dissolve(document, table);
  }
  for (const table of all(document, 'table')) {
    const caption = table.querySelector('caption');
    if (caption) {
      const before = document.createElement('p');
      for (let child = caption.firstChild; child; child = caption.firstChild) before.append(child);
      table.before(before);
      caption.remove();
    }
    for (const cell of all(table, 'td, th')) {
      cell.setAttribute('data-align', alignmentOf(cell));
      oneLine(document, cell);
    }
    spread(document, table);
  }
}

export function rowsOf(table: PageElement): PageElement[] {
  return all(table, 'tr').filter((row) => cellsOf(row).length > 0);
}

export function cellsOf(row: PageElement): PageElement[] {
  return Array.from(row.children).filter(({ localName }) => localName === 'td' || localName === 'th');
}

function isLayout(table: PageElement): boolean {
  if (table.querySelector('table') !== null) return true;
  const rows = rowsOf(table);
  if (table.getAttribute('role') === 'presentation' || rows.length === 0) return true;
  return table.querySelector('th') === null && rows.every((row) => cellsOf(row).length === 1);
}

function dissolve(document: PageDocument, table: PageElement): void {
  for (const part of all(table, 'td, th, tr, thead, tbody, tfoot, caption')) {
    if (part.closest('table') !== table) continue;
    if (part.localName === 'td' || part.localName === 'th' || part.localName === 'caption') {
      const block = document.createElement('div');
      for (let child = part.firstChild; child; child = part.firstChild) block.append(child);
      part.replaceWith(block);
    } else unwrap(part);
  }
  const block = document.createElement('div');
  for (let child = table.firstChild; child; child = table.firstChild) block.append(child);
  table.replaceWith(block);
}

/** Kept apart: styles do not outlast the search for the article. */
function alignmentOf(cell: PageElement): string {
  const style = /text-align\s*:\s*(left|center|right)/i.exec(cell.getAttribute('style') ?? '')?.[1];
  return (style ?? cell.getAttribute('align') ?? '').toLowerCase();
}

/** Items and paragraphs of a cell follow each other after line breaks; code in it is code in a line. */
function oneLine(document: PageDocument, cell: PageElement): void {
  for (const pre of all(cell, 'pre')) {
    const parts = (pre.textContent ?? '').split('\n').filter((line) => line.trim() !== '');
    pre.before(document.createElement('br'));
    for (const part of parts) {
      const code = document.createElement('code');
      code.textContent = part;
      pre.before(code, document.createElement('br'));
    }
    pre.remove();
  }
  for (const item of all(cell, 'li')) item.prepend(document.createElement('br'), '• ');
  for (const block of all(cell, 'p, div, dt, dd')) {
    block.before(document.createElement('br'));
    unwrap(block);
  }
  for (const item of all(cell, 'li')) unwrap(item);
  for (const block of all(cell, BLOCKS)) {
    block.before(document.createElement('br'));
    block.after(document.createElement('br'));
    unwrap(block);
  }
}

/** Cells over several columns or rows are followed by empty ones. */
function spread(document: PageDocument, table: PageElement): void {
  const rows = rowsOf(table);
  const below: number[] = [];
  for (const row of rows) {
    let column = 0;
    const fill = (before: PageElement | null): void => {
      while ((below[column] ?? 0) > 0 && column < MAX_COLUMNS) {
        below[column]! -= 1;
        const empty = document.createElement('td');
        if (before) before.before(empty);
        else row.append(empty);
        column++;
      }
    };
    for (const cell of cellsOf(row)) {
      fill(cell);
      const width = spanOf(cell, 'colspan', MAX_COLUMNS - column);
      const height = spanOf(cell, 'rowspan', rows.length);
      for (let i = 1; i < width; i++) cell.after(document.createElement('td'));
      for (let i = 0; i < width; i++) below[column + i] = height - 1;
      column += width;
    }
    fill(null);
  }
}

function spanOf(cell: PageElement, name: string, most: number): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return Math.max(1, Math.min(Number.isNaN(span) ? 1 : span, most));
}
