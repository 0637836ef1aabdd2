/** Draws that look like chance and are the same on every machine: numbers from 0 to 1. */
export type Draw = () => number;

/** mulberry32 */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ranks with probability about 1/rank, as words have in real texts. */
export function zipf(draw: Draw, size: number): number {
  return Math.min(size - 1, Math.floor(size ** draw()) - 1);
}

const SYLLABLES = 'ka lo mi ren tu sa vel do ni ar pe sho li ga em or'.split(' ');
const WORDS = Array.from({ length: 50_000 }, (_, rank) => spell(rank));
const HAN = [
  ...'的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生',
  ...Array.from({ length: 1500 }, (_, offset) => String.fromCharCode(0x4e50 + offset)),
];

/** The n-th most frequent word. */
export function wordAt(rank: number): string {
  return WORDS[rank] ?? '';
}

export function drawWord(draw: Draw): string {
  return wordAt(zipf(draw, WORDS.length));
}

export function drawHan(draw: Draw): string {
  return HAN[zipf(draw, HAN.length)] ?? '';
}

function spell(rank: number): string {
  let word = '';
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
  }
  return word;
}
