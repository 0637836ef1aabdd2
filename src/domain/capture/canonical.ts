import { normalizeAddress } from './address.ts';

/**
 * The key of the address that a page calls its own. Only of the same host: no page may pass itself off as one of another site.
 * And not the front page of it, which many sites name on every page by mistake.
 */
export function canonicalKey({
  url,
  canonicalUrl,
}: {
  /** Where the page was found. */
  url: string;
  canonicalUrl: string | null;
}): string | null {
  const found = URL.parse(url);
  const own = canonicalUrl === null ? null : URL.parse(canonicalUrl);
  if (found === null || own === null || own.host !== found.host) return null;
  if (isFrontPage(own) && !isFrontPage(found)) return null;
  return normalizeAddress(own.href);
}

function isFrontPage({ pathname, search }: URL): boolean {
  return pathname === '/' && search === '';
}
