import type { Term } from './query.ts';

/** What ranking must know of a note that has been found, short enough to be read for hundreds of notes at once. */
export interface Profile {
  /** The words of the title, each followed by a space. */
  title: string;
  /** The words that occur twice or more, the most frequent first: `word:count `, each followed by a space. */
  words: string;
  /** How many words the note has. */
  length: number;
}

/** How a clause of a query stands in a note that it matches. */
export interface Standing {
  /** Known for the note's frequent words; else 1. */
  times: number;
  inTitle: boolean;
}

/** So many words of a title, and so many frequent words, are kept. */
const MAX_WORDS = 64;
/** Words are counted in the beginning of a note: a megabyte must not cost more than a chapter. */
const MAX_COUNTED = 16_384;

export function profileOf(title: readonly string[], body: readonly string[]): Profile {
  const counts = new Map<string, number>();
  const end = Math.min(body.length, MAX_COUNTED);
  for (let i = 0; i < end; i++) counts.set(body[i]!, (counts.get(body[i]!) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count > 1).toSorted(([, a], [, b]) => b - a);
  return {
    title: joined(title.slice(0, MAX_WORDS)),
    words: joined(frequent.slice(0, MAX_WORDS).map(([word, count]) => `${word}:${count}`)),
    length: body.length,
  };
}

/** Of a note that one of these terms matches. Of a phrase, the rarest of its words counts. */
export function standingOf(terms: readonly Term[], { title, words }: Profile): Standing {
  let times = 0;
  let inTitle = false;
  for (const { tokens, prefix } of terms) {
    inTitle ||= wordAt(title, `${tokens.join(' ')}${prefix ? '' : ' '}`, 0) >= 0;
    const last = tokens.length - 1;
    let rarest = Infinity;
    tokens.forEach((token, index) => {
      rarest = Math.min(rarest, countOf(words, token, prefix && index === last));
    });
    times += rarest;
  }
  return { times: Math.max(times, 1), inTitle };
}

/** 0 for a word that is not among the frequent ones. */
function countOf(frequent: string, token: string, prefix: boolean): number {
  let count = 0;
  const wanted = prefix ? token : `${token}:`;
  for (let at = wordAt(frequent, wanted, 0); at >= 0; at = wordAt(frequent, wanted, at + 1)) {
    const digits = frequent.indexOf(':', at) + 1;
    count += Number.parseInt(frequent.slice(digits, digits + MAX_DIGITS), 10);
    if (!prefix) break;
  }
  return count;
}

/** Of `MAX_COUNTED`. */
const MAX_DIGITS = 5;

/** Where the next word that begins like this does, -1: nowhere. */
function wordAt(words: string, beginning: string, from: number): number {
  if (from === 0 && words.startsWith(beginning)) return 0;
  const space = words.indexOf(` ${beginning}`, Math.max(from - 1, 0));
  return space < 0 ? -1 : space + 1;
}

function joined(words: readonly string[]): string {
  return words.map((word) => `${word} `).join('');
}
