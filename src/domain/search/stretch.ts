import type { SearchQuery } from './query.ts';

/** So much of a note is read for its snippet (code units). */
const LENGTH = 16_384;
/** So much of it lies before what was found. */
const LEAD = 4096;

/**
 * The part of a note in which a snippet is looked for: all of a short one, and of a long one what lies around the first
 * place that looks as if it were searched for. Looking there is a plain search for text, hundreds of times as fast as
 * reading words; where accents or the like keep it from finding the place, the part is the beginning.
 */
export function stretchOf(content: string, { all }: Pick<SearchQuery, 'all'>): string {
  if (content.length <= LENGTH) return content;
  const lower = content.toLowerCase();
  // A letter whose lower case is longer moves what follows; then the place is not known.
  const places = lower.length === content.length ? all.map(({ any }) => firstOf(lower, any)) : [];
  const known = places.filter((place) => place >= 0);
  if (known.length === 0 || Math.min(...known) < LENGTH - LEAD) return content.slice(0, LENGTH);
  const start = content.lastIndexOf('\n', Math.min(...known));
  const from = Math.max(start + 1, Math.min(...known) - LEAD);
  return content.slice(from, from + LENGTH);
}

/** Where one of the terms may stand first; -1: nowhere that is easily seen. */
function firstOf(lower: string, terms: SearchQuery['all'][number]['any']): number {
  let first = -1;
  for (const { tokens, prefix } of terms) {
    const place = placeOf(lower, tokens[0]!, prefix && tokens.length === 1);
    if (place >= 0 && (first < 0 || place < first)) first = place;
  }
  return first;
}

/** So many longer words that hold a short one are passed over. */
const MAX_TRIES = 1000;
const WORD = /[\p{L}\p{N}_]/u;
const GAPLESS = /[^\0-\u0e00]/;

function placeOf(lower: string, token: string, prefix: boolean): number {
  let at = lower.indexOf(token);
  for (let tries = 0; at >= 0 && tries < MAX_TRIES; tries++) {
    const before = at > 0 && WORD.test(lower[at - 1]!);
    const after = !prefix && WORD.test(lower[at + token.length] ?? '');
    if (GAPLESS.test(token) || !(before || after)) return at;
    at = lower.indexOf(token, at + 1);
  }
  return -1;
}
