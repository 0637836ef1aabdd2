import { cleanLine } from '../../domain/capture/index.ts';
import type { ReadPage } from './messages.ts';

const MAX_TITLE = 300;

/** A page of which no more is known. */
export function pageOf(known: Partial<ReadPage> & { title: string; content: string }): ReadPage {
  return {
    canonicalUrl: null,
    description: '',
    imageUrl: null,
    faviconUrl: null,
    siteName: null,
    author: null,
    publishedAt: null,
    language: null,
    pictures: [],
    ...known,
  };
}

/** What there is to call a page by that has no title: the last name of its path, or else its host. */
export function titleOfAddress(url: URL): string {
  const last = url.pathname.split('/').findLast((segment) => segment !== '') ?? '';
  return cleanLine(decoded(last), MAX_TITLE) || url.host;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
