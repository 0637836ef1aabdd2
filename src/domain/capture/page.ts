import { escapeText } from './escape-text.ts';

/** Where a note's source on the web stands: to be fetched, fetched, or not to be had. */
export type PageStatus = 'queued' | 'done' | 'failed';

/** What is known of a note's source on the web. Times are epoch milliseconds. */
export interface Page {
  noteId: number;
  /** As given, or where it led to. */
  url: string;
  /** As given, if it led somewhere else. */
  givenUrl: string | null;
  /** What tells whether two addresses are the same page: see `normalizeAddress`. */
  urlKey: string;
  /** The same of where it led to, if that is another address. */
  finalKey: string | null;
  /** The same of the address that the page calls its own: see `canonicalKey`. */
  canonicalKey: string | null;
  description: string;
  imageUrl: string | null;
  /** The uid of the attachment that holds its image. */
  imageUid: string | null;
  siteName: string | null;
  author: string | null;
  faviconUrl: string | null;
  language: string | null;
  publishedAt: number | null;
  status: PageStatus;
  /** Why it failed: a sentence for people. */
  reason: string | null;
  /** Of the capture that is queued, or was the last. */
  attempts: number;
  /** When a failed capture is tried again by itself; null: not any more. */
  nextAttemptAt: number | null;
  capturedAt: number | null;
  /** SHA-256, hex, of the content that capturing wrote last: who has changed it since keeps it. */
  capturedHash: string | null;
}

/**
 * The address that is asked for. Not where it led to last time, which may have been a page to sign in or to agree to
 * something.
 */
export function givenAddress({ url, givenUrl }: Pick<Page, 'url' | 'givenUrl'>): string {
  return givenUrl ?? url;
}

/** The content of a note whose page has not been fetched. */
export function stubContent(url: string): string {
  return `<${url}>`;
}

/**
 * The content of a note that holds a page: its title, where it comes from, its text. So the file of a note tells where it
 * comes from even where the database is lost.
 */
export function pageContent({
  title,
  url,
  content,
}: {
  title: string;
  url: string;
  content: string;
}): string {
  const heading = escapeText(title.replace(/\s+/g, ' ').trim());
  return [heading === '' ? '' : `# ${heading}`, stubContent(url), content.trim()]
    .filter((part) => part !== '')
    .join('\n\n');
}
