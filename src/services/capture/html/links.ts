import { webAddress } from '../../../domain/capture/index.ts';
import { all, unwrap, type PageDocument, type PageElement } from './dom.ts';

/** Addresses are relative to this. */
export function baseOf(document: PageDocument, url: URL): string {
  const href = document.querySelector('base[href]')?.getAttribute('href');
  return (href ? URL.parse(href, url.href)?.href : null) ?? url.href;
}

/** Makes links absolute; what leads to no page is text. Links of a heading to itself are taken away. */
export function absoluteLinks(document: PageDocument, base: string): void {
  for (const link of all(document, 'a, area')) {
    const href = link.getAttribute('href')?.trim() ?? '';
    const target = addressOf(href, base);
    if (isAnchor(link, href)) {
      if (/[\p{L}\p{N}]/u.test(link.textContent ?? '')) unwrap(link);
      else link.remove();
    } else if (target === null) unwrap(link);
    else link.setAttribute('href', target);
  }
}

function addressOf(href: string, base: string): string | null {
  if (href === '') return null;
  const web = webAddress(href, base);
  if (web !== null) return web.href;
  return /^mailto:[^\s<>()?]+@[^\s<>()?]+$/i.test(href) ? href : null;
}

function isAnchor(link: PageElement, href: string): boolean {
  if (link.closest('h1, h2, h3, h4, h5, h6') === null) return false;
  return (
    href.includes('#') &&
    (href.startsWith('#') ||
      link.matches('.anchor, .headerlink, .anchorjs-link, .header-anchor, .heading-anchor'))
  );
}
