import type { SearchDocument } from '../engine.ts';

/** A tsvector may take 1,048,575 bytes for its words and their places. */
const MAX_VECTOR_BYTES = 1_000_000;
const MAX_PLACE = 16_383;
const MAX_PLACES = 255;

/**
 * The note as a tsvector literal: title words weigh A, the rest B; scope terms begin with `~`, which no word does. A note
 * with too many different words first loses their places, then the last words: `isPartial` says that some are missing.
 */
export function searchVector({ title, body, scope }: SearchDocument): {
  literal: string;
  isPartial: boolean;
} {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const token of title) addPlace(places, token, `${Math.min(++place, MAX_PLACE)}A`);
  for (const token of body) addPlace(places, token, `${Math.min(++place, MAX_PLACE)}B`);
  const terms = scope.map((term) => `~${term}`);
  const room = MAX_VECTOR_BYTES - sum(terms, sizeOf);
  const withPlaces = sum(places, ([token, at]) => sizeOf(token) + 4 + 2 * at.length) <= room;
  const words = withPlaces ? [...places.keys()] : upTo(room, places.keys());
  const lexemes = words.map((token) => quote(token) + (withPlaces ? `:${places.get(token)?.join(',')}` : ''));
  return { literal: [...lexemes, ...terms.map(quote)].join(' '), isPartial: words.length < places.size };
}

/** The same words in order, each between spaces, title and body apart: what a phrase is looked up in. */
export function searchWords({ title, body }: SearchDocument): string {
  return ` ${title.join(' ')} | ${body.join(' ')} `;
}

function addPlace(places: Map<string, string[]>, token: string, place: string): void {
  const known = places.get(token);
  if (!known) places.set(token, [place]);
  else if (known.length < MAX_PLACES && known.at(-1) !== place) known.push(place);
}

function upTo(room: number, tokens: Iterable<string>): string[] {
  const words = [];
  let bytes = 0;
  for (const token of tokens) {
    bytes += sizeOf(token);
    if (bytes > room) break;
    words.push(token);
  }
  return words;
}

function sizeOf(token: string): number {
  return Buffer.byteLength(token);
}

function sum<T>(items: Iterable<T>, size: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += size(item);
  return total;
}

function quote(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
