import { isWord } from './chars.ts';

/**
 * Bare web addresses, the extended autolinks of GFM 6.9: `http://`, `https://` and `www.`, not after a word character,
 * up to white space or `<`, without the punctuation that ends a sentence. Unlike GFM a host needs no dot (`http://nas/`).
 */

/** The start of the scheme before the `:` at `at`, or -1. `from` is the first position that it may take. */
export function schemeStart(text: string, at: number, from: number): number {
  if (text.charCodeAt(at + 1) !== 47 || text.charCodeAt(at + 2) !== 47) return -1;
  for (const length of [5, 4]) {
    const start = at - length;
    if (start < from || (start > from && isWord(text.charCodeAt(start - 1)))) continue;
    if (/^https?$/i.test(text.slice(start, at))) return start;
  }
  return -1;
}

/** The start of `www` before the `.` at `at`, or -1. */
export function wwwStart(text: string, at: number, from: number): number {
  const start = at - 3;
  if (start < from || (start > from && isWord(text.charCodeAt(start - 1)))) return -1;
  return /^www$/i.test(text.slice(start, at)) && hostStarts(text, at + 1) ? start : -1;
}

const hostStarts = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return isWord(code) || code > 127;
};

/**
 * The end of the address whose host begins at `host`, or -1. `inBrackets`: it may be part of a link's text, and ends at any
 * bracket. (Up to a bracket without partner would be truer, but takes a look at the whole text for each address.)
 */
export function urlEnd(text: string, host: number, to: number, inBrackets: boolean): number {
  if (host >= to || !hostStarts(text, host)) return -1;
  let end = host;
  let parentheses = 0;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code < 33 || code === 60 || (code > 127 && /\s/.test(text[end]!))) break;
    if (code === 40) parentheses++;
    else if (code === 41) parentheses--;
    else if (inBrackets && (code === 91 || code === 93)) break;
  }
  return trimmed(text, host, end, parentheses);
}

/** `parentheses`: how many more open than close. */
function trimmed(text: string, host: number, urlEnds: number, parentheses: number): number {
  let end = urlEnds;
  let open = parentheses;
  while (end > host) {
    const last = text[end - 1]!;
    if (last === ')' && open < 0) open++;
    else if (last === ';') {
      const entity = /&[\w#]{1,31};$/.exec(text.slice(Math.max(host, end - 34), end));
      if (!entity) break;
      end -= entity[0].length - 1;
    } else if (!'?!.,:*_~'.includes(last)) break;
    end--;
  }
  return end > host ? end : -1;
}
