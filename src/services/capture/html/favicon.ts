import { webAddress } from '../../../domain/capture/index.ts';
import { all, type PageDocument, type PageElement } from './dom.ts';

/** Sharp on every screen, and not a poster. */
const WANTED = 64;

/** The icon of a page; where it names none, the one that browsers ask for then. */
export function faviconOf(document: PageDocument, base: string): string | null {
  const icons = all(document, 'link[rel~="icon" i], link[rel~="apple-touch-icon" i]')
    .map((link) => ({ url: webAddress(link.getAttribute('href')?.trim() || 'about:', base), link }))
    .filter(({ url }) => url !== null)
    .toSorted((a, b) => distance(a.link) - distance(b.link));
  return icons[0]?.url?.href ?? webAddress('/favicon.ico', base)?.href ?? null;
}

function distance(link: PageElement): number {
  if (/svg/i.test(link.getAttribute('type') ?? '') || /\.svg$/i.test(link.getAttribute('href') ?? ''))
    return 0;
  const size = Number.parseInt(link.getAttribute('sizes') ?? '', 10);
  if (Number.isNaN(size)) return /apple/i.test(link.getAttribute('rel') ?? '') ? 180 - WANTED : WANTED - 16;
  return size < WANTED ? (WANTED - size) * 2 : size - WANTED;
}
