/** Deterministic notes: the same seed gives the same words, tags and links on every machine. */
export interface Corpus {
  note(index: number): string;
}

const SYLLABLES = [
  'ka',
  'lo',
  'mi',
  'ren',
  'tu',
  'sa',
  'vel',
  'do',
  'ni',
  'ar',
  'pe',
  'sho',
  'li',
  'ga',
  'em',
  'or',
];
const VOCABULARY = 20_000;
const HAN = '的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生';

/** @param tags how many different tags there are */
export function createCorpus({ seed = 1, tags = 200 }: { seed?: number; tags?: number } = {}): Corpus {
  return {
    note(index) {
      const random = generator(seed * 1_000_003 + index);
      const isChinese = index % 10 === 9;
      const word = () => (isChinese ? han(random) : wordAt(zipf(random, VOCABULARY)));
      const sentence = (length: number) => Array.from({ length }, word).join(isChinese ? '' : ' ');
      const paragraphs = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        sentence(20 + random() * 40),
      );
      const tagLine = `#tag${zipf(random, tags)} #topic/t${zipf(random, tags)}`;
      return `# ${sentence(4)}\n\n${paragraphs.join('\n\n')}\n\n${tagLine}\n`;
    },
  };
}

/** The n-th most frequent word. */
export function wordAt(rank: number): string {
  let rest = rank + SYLLABLES.length;
  let word = '';
  while (rest > 0) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}

function han(random: () => number): string {
  return HAN[zipf(random, HAN.length)] ?? '的';
}

/** Ranks with probability about 1/rank, as words have in real texts. */
function zipf(random: () => number, size: number): number {
  return Math.min(size - 1, Math.floor(size ** random()) - 1);
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
