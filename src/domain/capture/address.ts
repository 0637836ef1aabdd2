import { isTrackingParameter } from './tracking-parameters.ts';

/** Longer addresses are not taken: nobody types them, and servers refuse them. */
const MAX_ADDRESS = 2048;

export type AddressKind = 'page' | 'tweet' | 'document';

/**
 * The address, if what was given is one http or https address and nothing else: with its scheme, beginning with `www.`, or
 * either of them in angle brackets. One with a user name or a password is none: it would be kept and shown.
 */
export function addressIn(content: string): string | null {
  const trimmed = content.trim();
  const text = /^<.*>$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  if (text.length > MAX_ADDRESS || /[\s\p{Cc}<>"]/u.test(text)) return null;
  if (/^www\.[^./?#:@]+\.[^.]/i.test(text)) return webAddress(`https://${text}`)?.href ?? null;
  return /^https?:\/\/[^/?#]/i.test(text) ? (webAddress(text)?.href ?? null) : null;
}

/** @returns null for what is not http or https, holds a user name or a password, or is too long */
export function webAddress(text: string, base?: string): URL | null {
  const url = URL.parse(text, base);
  if (url === null || url.href.length > MAX_ADDRESS) return null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.username === '' && url.password === '' ? url : null;
}

/**
 * Two addresses of one page are written the same: scheme and host in lower case (the host in Punycode, without the dot at
 * its end), no default port, no user, no fragment but `#!…`, no tracking parameters, the others in the order of their names
 * (those of one name stay as they are), no slash at the end, no escapes that mean the character itself.
 * What is no address of the web stays as it is. Never throws.
 */
export function normalizeAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return address;
  const host = url.hostname.replace(/(?<=[^.])\.$/, '');
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = plainEscapes(url.pathname).replace(/\/+$/, '');
  const fragment = url.hash.startsWith('#!') ? url.hash : '';
  return `${url.protocol}//${host}${port}${path}${sortedQuery(url.search)}${fragment}`;
}

function sortedQuery(search: string): string {
  const kept = plainEscapes(search.slice(1))
    .split('&')
    .filter((parameter) => parameter !== '' && !isTrackingParameter(nameOf(parameter)));
  if (kept.length === 0) return '';
  return `?${kept.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)).join('&')}`;
}

function nameOf(parameter: string): string {
  return parameter.split('=', 1)[0]!;
}

/** RFC 3986, 6.2.2: an escape of an unreserved character is that character; the others are written in capitals. */
function plainEscapes(text: string): string {
  return text.replaceAll(/%[0-9a-f]{2}/gi, (escape) => {
    const char = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(char) ? char : escape.toUpperCase();
  });
}

const TWITTER = new Set(['twitter.com', 'www.twitter.com', 'mobile.twitter.com', 'x.com', 'www.x.com']);

/** What an address leads to, as far as it says itself. */
export function kindOfAddress(address: string): AddressKind {
  const url = URL.parse(address);
  if (url === null) return 'page';
  if (TWITTER.has(url.hostname) && /^\/(?:\w+|i\/web)\/status(?:es)?\/\d+/.test(url.pathname)) return 'tweet';
  return /\.pdf$/i.test(url.pathname) ? 'document' : 'page';
}
