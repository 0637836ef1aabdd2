import { all, parseWhole, TEXT, unwrap, type PageDocument, type PageElement, type PageNode } from './dom.ts';

export interface OpenedDocument {
  document: PageDocument;
  /** Of `<html>`. */
  language: string;
  /** Whether the page goes on after what was read. */
  isCut: boolean;
}

/**
 * The document of a page, however broken: with one `<head>`, which is empty, and one `<body>`, in which all of it is; not
 * nested deeper than `depth`.
 * @param tags so many are read
 */
export function openDocument(
  source: string,
  { tags, depth }: { tags: number; depth: number },
): OpenedDocument {
  const end = endOf(source, tags);
  const document = parseWhole(source.slice(0, end));
  const inner = all(document.body, 'html, head, body');
  const language = inner.find(({ localName }) => localName === 'html')?.getAttribute('lang');
  settle(document.body, depth);
  for (const element of inner) if (element.parentNode) unwrap(element);
  return { document, language: language ?? '', isCut: end < source.length };
}

function endOf(source: string, tags: number): number {
  let at = -1;
  for (let left = tags; left >= 0; left--) {
    at = source.indexOf('<', at + 1);
    if (at < 0) return source.length;
  }
  return at;
}

/**
 * What lies too deep becomes text, and text that the parser has taken apart (it does at each entity) becomes one again.
 * Without recursion: that is what deep pages are made to exhaust.
 */
function settle(root: PageElement, depth: number): void {
  let level = 0;
  let node: PageElement | null = root;
  while (node) {
    if (level >= depth) node.textContent = node.textContent ?? '';
    joinTexts(node);
    const child: PageElement | null = node.firstElementChild;
    if (child) {
      node = child;
      level++;
      continue;
    }
    while (node && node !== root && !node.nextElementSibling) {
      node = node.parentNode;
      level--;
    }
    if (node === root || node === null) return;
    node = node.nextElementSibling;
  }
}

function joinTexts(element: PageElement): void {
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType !== TEXT || node.nextSibling?.nodeType !== TEXT) continue;
    const parts = [node.nodeValue ?? ''];
    for (let next: PageNode | null = node.nextSibling; next?.nodeType === TEXT; next = node.nextSibling) {
      parts.push(next.nodeValue ?? '');
      next.remove();
    }
    node.nodeValue = parts.join('');
  }
}
