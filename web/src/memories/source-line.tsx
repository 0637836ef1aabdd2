import type { Memory } from '../../../src/client/index.ts';
import { dayKey, formatDate } from '../lib/dates.ts';
import { siteOf } from './page-words.ts';

interface Source {
  site: string;
  author: string | null | undefined;
  /** RFC 3339. */
  published: string | null | undefined;
}

/** Where a page is from. */
export function sourceOf(memory: Memory): Source {
  const { siteName, author, publishedAt } = memory;
  return { site: siteName || siteOf(memory), author, published: publishedAt };
}

/** Site, author, day. */
export function SourceLine({ source: { site, author, published } }: { source: Source }) {
  return (
    <p className="mt-0.5 text-margin text-faded wrap-anywhere">
      {[site, author, published && formatDate(dayKey(published))].filter(Boolean).join(' · ')}
    </p>
  );
}
