import { filenameOf } from '../../src/domain/filename.ts';
import type { Visibility } from '../../src/domain/note.ts';
import { createDraw, drawHan, drawWord, zipf, type Draw } from './words.ts';

export const USERS = 20;
/** In exactly `RARE_NOTES` notes, however many there are: the same answer out of a larger store. */
export const RARE_WORD = 'quokka';
export const RARE_TAG = 'rare';
const RARE_NOTES = 100;
const TAGS = 2000;

const FIRST = Date.parse('2019-01-01T00:00:00Z');
const YEARS = 7 * 365.25 * 24 * 60 * 60 * 1000;
/** The fractional parts of its multiples fill the range evenly, so every page of a list is about equally large. */
const GOLDEN = 0.618_033_988_749_895;

export interface CorpusNote {
  /** 0 to `USERS - 1`. */
  owner: number;
  uid: string;
  /** Epoch milliseconds; no two notes share a second. */
  createdAt: number;
  visibility: Visibility;
  pinned: boolean;
  content: string;
}

/** Notes in the order of their creation; the same seed gives the same ones on every machine. */
export type Corpus = ReturnType<typeof createCorpus>;

export function createCorpus({ seed, notes }: { seed: number; notes: number }) {
  const step = Math.floor(YEARS / notes);

  const ownerOf = (index: number): number => index % USERS;

  function createdAt(index: number): number {
    return FIRST + index * step + Math.floor(createDraw(seed + index)() * (step - 1000));
  }

  function visibilityOf(index: number): Visibility {
    const draw = createDraw(seed * 7919 + index)();
    if (draw < 0.2) return 'PUBLIC';
    return draw < 0.3 ? 'PROTECTED' : 'PRIVATE';
  }

  function content(index: number): string {
    const draw = createDraw(seed * 1_000_003 + index);
    const bytes = 200 * 25 ** ((index * GOLDEN) % 1);
    const sentence = draw() < 0.1 ? hanSentence : latinSentence;
    const text = new Draft(`# ${sentence(draw, 3 + Math.floor(draw() * 4))}`);
    text.add(tagLine(draw, index % Math.max(1, Math.floor(notes / RARE_NOTES)) === 0));
    const wanted = Math.floor(draw() * 3);
    const links = index < USERS ? 0 : wanted;
    for (let count = 0; count < links; count++) {
      text.add(`See [${sentence(draw, 3)}](${linked(index, draw)}).`);
    }
    if (draw() < 0.1) text.add(`- [ ] ${sentence(draw, 4)}\n- [x] ${sentence(draw, 4)}`);
    if (draw() < 0.05) text.add(`\`\`\`\n${sentence(draw, 6)}\n\`\`\``);
    while (text.size < bytes) {
      text.add(sentence(draw, 8 + Math.min(60, Math.floor((bytes - text.size) / 8))));
    }
    return text.toString();
  }

  /** An earlier note of the same owner, mostly a recent one. */
  function linked(index: number, draw: Draw): string {
    const earlier = Math.floor(index / USERS);
    const target = index - USERS * (1 + zipf(draw, earlier));
    return filenameOf(Math.floor(createdAt(target) / 1000));
  }

  return {
    notes,
    ownerOf,
    createdAt,
    visibilityOf,
    content,
    note(index: number): CorpusNote {
      return {
        owner: ownerOf(index),
        uid: uidOf(index),
        createdAt: createdAt(index),
        visibility: visibilityOf(index),
        pinned: createDraw(seed * 104_729 + index)() < 0.01,
        content: content(index),
      };
    },
  };
}

/** Paragraphs that know their size in bytes. */
class Draft {
  size: number;
  readonly #parts: string[];

  constructor(first: string) {
    this.#parts = [first];
    this.size = Buffer.byteLength(first);
  }

  add(part: string): void {
    this.#parts.push(part);
    this.size += Buffer.byteLength(part) + 2;
  }

  toString(): string {
    return `${this.#parts.join('\n\n')}\n`;
  }
}

function tagLine(draw: Draw, isRare: boolean): string {
  const tags = Array.from({ length: 1 + Math.floor(draw() * 3) }, () => tagAt(zipf(draw, TAGS)));
  return [...(isRare ? [`${RARE_WORD} #${RARE_TAG}`] : []), ...tags.map((tag) => `#${tag}`)].join(' ');
}

/** The n-th most frequent tag; a third of them lie below another. */
export function tagAt(rank: number): string {
  return rank % 3 === 2 ? `topic/t${rank}` : `tag${rank}`;
}

function latinSentence(draw: Draw, words: number): string {
  let text = '';
  for (let count = 0; count < words; count++) text += `${count === 0 ? '' : ' '}${drawWord(draw)}`;
  return text;
}

function hanSentence(draw: Draw, words: number): string {
  let text = '';
  for (let count = 0; count < words * 2; count++) text += drawHan(draw) + (count % 14 === 13 ? '，' : '');
  return text;
}

/** Different for each index below 2^24, with a letter: the steps of the mixture can all be undone. */
function uidOf(index: number): string {
  for (let attempt = 0; ; attempt++) {
    let mixed = (index + attempt * 2 ** 24) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    const uid = ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0');
    if (/[a-f]/.test(uid)) return uid;
  }
}
