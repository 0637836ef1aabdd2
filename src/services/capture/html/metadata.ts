import { cleanLine, publishedTime, readJsonLd, webAddress } from '../../../domain/capture/index.ts';
import { all, shownText, type PageDocument, type PageElement } from './dom.ts';

export interface Metadata {
  title: string;
  description: string;
  imageUrl: string | null;
  siteName: string | null;
  author: string | null;
  publishedAt: number | null;
  language: string | null;
  canonicalUrl: string | null;
}

const MAX_TITLE = 300;
const MAX_DESCRIPTION = 1000;
const MAX_NAME = 200;
const MAX_JSON_LD = 1024 * 1024;

/**
 * What a page says of itself: Open Graph, Twitter cards, JSON-LD, Dublin Core and the elements of HTML, in this order.
 * @param base what relative addresses are relative to
 * @param language of `<html>`
 */
export function readMetadata(document: PageDocument, base: string, language: string): Metadata {
  const metas = namedMetas(document);
  const ld = readJsonLd(jsonLd(document));
  const meta = (...names: string[]): string | undefined => names.map((name) => metas.get(name)).find(Boolean);
  const first = (max: number, ...texts: (string | undefined)[]): string =>
    texts.map((text) => cleanLine(text, max)).find((text) => text !== '') ?? '';
  const address = (...texts: (string | null | undefined)[]): string | null =>
    texts
      .map((text) => (text?.trim() ? (webAddress(text.trim(), base)?.href ?? null) : null))
      .find(Boolean) ?? null;

  const siteName =
    first(
      MAX_NAME,
      meta('og:site_name'),
      ld.siteName,
      meta('application-name', 'apple-mobile-web-app-title'),
    ) || null;
  const title = first(
    MAX_TITLE,
    meta('og:title', 'twitter:title'),
    ld.title,
    meta('dc.title', 'dcterms.title', 'citation_title'),
    titleText(document),
    shownText(document.querySelector('h1')),
  );
  return {
    title: withoutSite(title, siteName),
    description: first(
      MAX_DESCRIPTION,
      meta('og:description', 'twitter:description', 'description'),
      ld.description,
      meta('dc.description', 'dcterms.description'),
    ),
    imageUrl: address(
      meta('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'),
      ld.image,
      document.querySelector('link[rel~="image_src"]')?.getAttribute('href'),
    ),
    siteName,
    author: authorOf(
      first(
        MAX_NAME,
        ld.author,
        meta(
          'author',
          'article:author',
          'dc.creator',
          'dcterms.creator',
          'citation_author',
          'parsely-author',
        ),
        shownText(document.querySelector('[itemprop~="author"] [itemprop~="name"], a[rel~="author"]')),
        meta('twitter:creator'),
      ),
    ),
    publishedAt: firstTime(
      ld.publishedAt,
      meta(
        'article:published_time',
        'og:published_time',
        'date',
        'dc.date',
        'dc.date.issued',
        'dcterms.created',
      ),
      meta('citation_publication_date', 'parsely-pub-date', 'pubdate', 'datepublished'),
      document.querySelector('time[itemprop~="datePublished"], time[pubdate]')?.getAttribute('datetime'),
      document
        .querySelector('article time[datetime], header time[datetime], time.published')
        ?.getAttribute('datetime'),
    ),
    language: languageOf(language, meta('og:locale', 'content-language', 'dc.language'), ld.language),
    canonicalUrl: address(
      document.querySelector('link[rel~="canonical"]')?.getAttribute('href'),
      meta('og:url'),
    ),
  };
}

/** Many pages write `property` where `name` belongs, and the other way round. */
function namedMetas(document: PageDocument): Map<string, string> {
  const metas = new Map<string, string>();
  for (const element of all(document, 'meta[content]')) {
    const names = ['property', 'name', 'itemprop', 'http-equiv'].map((key) => element.getAttribute(key));
    const content = element.getAttribute('content') ?? '';
    for (const name of names.join(' ').toLowerCase().split(/\s+/)) {
      if (name !== '' && content.trim() !== '' && !metas.has(name)) metas.set(name, content);
    }
  }
  return metas;
}

function jsonLd(document: PageDocument): string[] {
  let left = MAX_JSON_LD;
  return all(document, 'script[type="application/ld+json" i]')
    .map((script) => script.textContent ?? '')
    .filter((text) => (left -= text.length) >= 0);
}

/** Pictures in SVG have titles, too. */
function titleText(document: PageDocument): string {
  return shownText(all(document, 'title').find((element) => !inPicture(element)) ?? null);
}

function inPicture(element: PageElement): boolean {
  return element.closest('svg') !== null;
}

/** `Title | Site` is two things; the other is known. */
function withoutSite(title: string, site: string | null): string {
  if (site === null || title.length <= site.length + 3 || !title.endsWith(site)) return title;
  const rest = title.slice(0, -site.length);
  const cut = rest.replace(/\s+[|\-–—·•:»/]\s+$/u, '');
  return cut === rest || cut.trim() === '' ? title : cut;
}

/** Facebook wants a profile here, which is no name. */
function authorOf(text: string): string | null {
  const author = text.replace(/^by\s+/i, '');
  return author === '' || /^https?:/i.test(author) ? null : author;
}

function firstTime(...texts: (string | null | undefined)[]): number | null {
  for (const text of texts) {
    const time = text ? publishedTime(text) : null;
    if (time !== null) return time;
  }
  return null;
}

/** A language tag, such as `de` or `pt-BR`. */
function languageOf(...texts: (string | undefined)[]): string | null {
  for (const text of texts) {
    const tag = (text ?? '').trim().replaceAll('_', '-');
    if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) continue;
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? null;
    } catch {
      // Looks like one, and is none.
    }
  }
  return null;
}
