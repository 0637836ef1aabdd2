import { readInline } from './inline.ts';
import { leafText, type Blocks, type Leaf } from './leaf.ts';

/** The text of one leaf, `text[from, to)`, and what is marked in it. Position `p` of it is `base + p` in the note. */
export interface LeafView {
  leaf: Leaf;
  text: string;
  from: number;
  to: number;
  base: number;
  /** As `readInline` gives them; empty for code and HTML. Only valid until the next leaf. */
  marks: readonly number[];
}

/** Calls `visit` for each leaf in the order of the text, until it answers true ("enough"). */
export function walkLeaves(content: string, blocks: Blocks, visit: (view: LeafView) => boolean | void): void {
  const marks: number[] = [];
  for (const leaf of blocks.leaves) {
    if (leaf.from >= leaf.to) continue;
    if (visit(viewOf(content, blocks, leaf, marks))) return;
  }
}

/** @param marks is written anew */
export function viewOf(content: string, blocks: Blocks, leaf: Leaf, marks: number[]): LeafView {
  const text = leaf.cuts ? leafText(content, leaf) : content;
  const base = leaf.cuts ? leaf.from : 0;
  const from = leaf.from - base;
  const to = leaf.to - base;
  marks.length = 0;
  if (leaf.kind !== 'code' && leaf.kind !== 'html') readInline(text, from, to, blocks.labels, marks);
  return { leaf, text, from, to, base, marks };
}
