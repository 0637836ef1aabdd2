import { parseHTML } from 'linkedom';

/** So much of the DOM is used here; the types of browsers would bring their globals into a program for Node. */
export interface PageNode {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  textContent: string | null;
  parentNode: PageElement | null;
  parentElement: PageElement | null;
  firstChild: PageNode | null;
  nextSibling: PageNode | null;
  previousSibling: PageNode | null;
  childNodes: ArrayLike<PageNode> & Iterable<PageNode>;
  remove(): void;
  cloneNode(deep: boolean): PageNode;
}

export interface PageElement extends PageNode {
  localName: string;
  className: string;
  innerHTML: string;
  id: string;
  children: ArrayLike<PageElement> & Iterable<PageElement>;
  firstElementChild: PageElement | null;
  nextElementSibling: PageElement | null;
  previousElementSibling: PageElement | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  append(...nodes: (PageNode | string)[]): void;
  prepend(...nodes: (PageNode | string)[]): void;
  before(...nodes: (PageNode | string)[]): void;
  after(...nodes: (PageNode | string)[]): void;
  replaceWith(...nodes: (PageNode | string)[]): void;
}

export interface PageDocument extends PageElement {
  title: string;
  head: PageElement;
  body: PageElement;
  createElement(name: string): PageElement;
  createTextNode(text: string): PageNode;
}

export const TEXT = 3;
const ELEMENT = 1;

export function isElement(node: PageNode | null): node is PageElement {
  return node?.nodeType === ELEMENT;
}

/** linkedom expects a document that is whole. */
export function parseWhole(body: string): PageDocument {
  const html = `<!doctype html><html><head></head><body>${body}</body></html>`;
  return (parseHTML(html) as unknown as { document: PageDocument }).document;
}

export function all(within: PageElement, selector: string): PageElement[] {
  return Array.from(within.querySelectorAll(selector));
}

/** Puts what is in an element where the element is. One node at a time: there may be too many for arguments. */
export function unwrap(element: PageElement): void {
  for (let child = element.firstChild; child; child = element.firstChild) element.before(child);
  element.remove();
}

/** Text of an element, with spaces as they show. */
export function shownText(element: PageElement | null): string {
  return (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}
