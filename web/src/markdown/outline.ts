import { readBlocks } from '../../../src/domain/markdown/blocks.ts';
import { PlainTextBuilder } from '../../../src/domain/markdown/plain-text.ts';
import { walkLeaves } from '../../../src/domain/markdown/walk.ts';

export interface OutlineHeading {
  /** 1 to 6. */
  level: number;
  /** Plain text. */
  text: string;
  /** Of this note only; unique in it. Prefixed, it is the id of the heading on the page. */
  slug: string;
  /** Where its text begins in the note. */
  from: number;
}

/** The headings of a note, in the order of the text; empty ones included. */
export function outlineOf(content: string): OutlineHeading[] {
  const headings: OutlineHeading[] = [];
  const taken = new Map<string, number>();
  const blocks = readBlocks(content);
  walkLeaves(
    content,
    { ...blocks, leaves: blocks.leaves.filter((leaf) => leaf.kind === 'heading') },
    (view) => {
      const plain = new PlainTextBuilder();
      plain.addInline(view.text, view.from, view.to, view.marks);
      const level = levelOf(content, view.leaf.from, view.leaf.to);
      headings.push({ level, text: plain.text, slug: uniqueSlug(plain.text, taken), from: view.leaf.from });
    },
  );
  return headings;
}

function levelOf(content: string, from: number, to: number): number {
  let hashes = 0;
  while (content[from - hashes - 1] === '#') hashes++;
  if (hashes > 0) return hashes;
  // Underlined: the next line begins, after the marks of quotes and items, with `=` or `-`.
  return /^[^\n]*\n[\s>]*=/.test(content.slice(to, to + 1000)) ? 1 : 2;
}

function uniqueSlug(text: string, taken: Map<string, number>): string {
  const slug = slugOf(text);
  const count = taken.get(slug) ?? 0;
  taken.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** As GitHub makes them, near enough that links between headings written there work here. */
function slugOf(text: string): string {
  const slug = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .trim()
    .replace(/ /g, '-');
  return slug || 'section';
}
