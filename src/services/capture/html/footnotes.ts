import { all, type PageDocument, type PageElement } from './dom.ts';

/** Names that mean a note, as GitHub, Pandoc, markdown-it, Jekyll, MediaWiki and WordPress write them. */
const NOTE_ID = /^(?:user-content-)?(?:fn|footnote|cite_note|note|endnote)[-_:]?/i;
const NOTE_PLACE =
  '.footnotes, .footnote, [data-footnotes], [role="doc-endnotes"], [role="doc-footnote"], .references, .reflist, .easy-footnotes-wrapper';
const BACK =
  '[data-footnote-backref], .footnote-back, .footnote-backref, .reversefootnote, .mw-cite-backlink, [role="doc-backlink"]';
const MAX_NOTES = 1000;

/**
 * Takes the footnotes out of a page. What refers to one becomes `sup[data-note]`, with its number.
 * @returns the notes; that with number n is at n - 1
 */
export function takeFootnotes(document: PageDocument): PageElement[] {
  const numbers = new Map<string, number>();
  const notes: PageElement[] = [];
  for (const link of all(
    document,
    'sup a[href*="#"], a[data-footnote-ref], a.footnote-ref, a[role="doc-noteref"], a.footnote',
  )) {
    const id = idOf(link.getAttribute('href') ?? '');
    if (
      id === '' ||
      link.matches(BACK) ||
      !/^[[(]?\s*(?:\d{1,4}|[a-z]|[*†‡§¶]+)\s*[\])]?$/i.test(link.textContent ?? '')
    )
      continue;
    let number = numbers.get(id);
    if (number === undefined) {
      const note = notes.length < MAX_NOTES ? noteOf(document, id, link) : null;
      if (!note) continue;
      number = notes.push(note);
      numbers.set(id, number);
    }
    const mark = document.createElement('sup');
    mark.setAttribute('data-note', String(number));
    mark.textContent = `[${number}]`;
    const sup = link.closest('sup');
    if (sup && (sup.textContent ?? '').trim() === (link.textContent ?? '').trim()) sup.replaceWith(mark);
    else link.replaceWith(mark);
  }
  for (const note of notes) take(note, numbers);
  return notes;
}

function idOf(href: string): string {
  const at = href.indexOf('#');
  try {
    return at < 0 ? '' : decodeURIComponent(href.slice(at + 1));
  } catch {
    return '';
  }
}

function noteOf(document: PageDocument, id: string, link: PageElement): PageElement | null {
  const target = byId(document, id);
  if (!target || target.querySelector('[data-note]') === target) return null;
  const note = target.localName === 'li' ? target : (target.closest('li') ?? target);
  if (/^(?:a|sup|span)$/.test(note.localName) || /^h\d$/.test(note.localName)) return null;
  if (note.querySelector('h1, h2') || contains(note, link)) return null;
  return NOTE_ID.test(id) || note.closest(NOTE_PLACE) ? note : null;
}

/** An id can hold what a selector cannot. */
function byId(document: PageDocument, id: string): PageElement | null {
  return document.querySelector(`[id="${id.replaceAll(/["\\]/g, '\\$&')}"]`);
}

function contains(element: PageElement, inner: PageElement): boolean {
  for (let node: PageElement | null = inner; node; node = node.parentElement)
    if (node === element) return true;
  return false;
}

/** Takes a note out of its list, and the list with the last of them; links back are of no use in a note. */
function take(note: PageElement, numbers: ReadonlyMap<string, number>): void {
  for (const back of all(note, BACK)) back.remove();
  for (const link of all(note, 'a[href*="#"]')) {
    const text = (link.textContent ?? '').trim();
    if (
      /^(?:(?:[↩↑^⤴\s]|\uFE0E|\uFE0F)+|back|return|jump up)$/iu.test(text) &&
      !numbers.has(idOf(link.getAttribute('href') ?? ''))
    )
      link.remove();
  }
  const list = note.parentElement;
  note.remove();
  let empty = list;
  while (empty?.parentElement && empty.localName !== 'body' && isEmpty(empty)) {
    const [before, outer]: (PageElement | null)[] = [empty.previousElementSibling, empty.parentElement];
    empty.remove();
    if (
      before &&
      isHeading(before) &&
      (before.nextElementSibling === null || isHeading(before.nextElementSibling))
    ) {
      before.remove();
    }
    empty = outer!;
  }
}

/** Whether nothing of it shows but the heading of notes that are gone. */
function isEmpty(element: PageElement): boolean {
  const heading = element.querySelector('h1, h2, h3, h4');
  const rest = (element.textContent ?? '').replace(heading?.textContent ?? '', '').trim();
  return rest === '' && !element.querySelector('img, li');
}

/** A heading, or what holds nothing else. */
function isHeading(element: PageElement): boolean {
  const inner = element.children.length === 1 ? element.children[0]! : element;
  return /^h[1-6]$/.test(inner.localName);
}
