import { Readability } from '@mozilla/readability';
import { shownText, type PageDocument, type PageElement } from './dom.ts';

/** Shorter than this, an article is looked at twice. */
const SHORT = 250;
/** A page with so many times the text has something else in it. */
const MUCH_MORE = 4;

/** The part of a prepared page that is worth reading; null where none stands out. Changes the document. */
export function findArticle(document: PageDocument, title: string): PageElement | null {
  const whole = shownText(document.body).length;
  // A heading that says the same as the title goes.
  document.title = title;
  const found = new Readability<PageElement>(document as never, {
    disableJSONLD: true,
    keepClasses: true,
    charThreshold: SHORT,
    serializer: (node) => node as unknown as PageElement,
  }).parse();
  if (!found?.content) return null;
  const length = shownText(found.content).length;
  if (length === 0 && found.content.querySelector('img') === null) return null;
  if (isOfTable(found.content)) return null;
  return length < SHORT && whole > length * MUCH_MORE ? null : found.content;
}

/** Of a page that is mostly one table, its rows are found, without the table: then the page is what is worth reading. */
function isOfTable(content: PageElement): boolean {
  const row = content.querySelector('tr');
  return row !== null && row.closest('table') === null;
}
