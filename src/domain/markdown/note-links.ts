import { readBlocks } from './blocks.ts';
import type { Leaf } from './leaf.ts';
import { FactReader, type NoteLink } from './note-facts.ts';
import { noteTarget } from './note-target.ts';
import { readTitle } from './note-title.ts';
import { walkLeaves } from './walk.ts';

const EXTENSION = '.md';
/** Of `64214a1d.md`. */
const NAME_LENGTH = 11;

/** The links of `readNote`; only the parts of the text that can have any are read closely. */
export function readLinks(content: string): NoteLink[] {
  const names = namesIn(content);
  if (names.length === 0) return [];
  const blocks = readBlocks(content);
  const reader = new FactReader(content, readTitle(content).line);
  const leaves = leavesWith(names, blocks.leaves);
  walkLeaves(content, { ...blocks, leaves }, (view) => reader.read(view));
  return reader.links;
}

/** Where names of notes stand: a link names its note letter by letter. */
function namesIn(content: string): number[] {
  const found: number[] = [];
  let dot = content.indexOf(EXTENSION);
  for (; dot >= 0; dot = content.indexOf(EXTENSION, dot + EXTENSION.length)) {
    const end = dot + EXTENSION.length;
    if (noteTarget(content, end - NAME_LENGTH, end)) found.push(end - NAME_LENGTH);
  }
  return found;
}

/** Both are in the order of the text, and no name reaches over the end of a line. */
function leavesWith(positions: readonly number[], leaves: readonly Leaf[]): Leaf[] {
  let next = 0;
  return leaves.filter(({ from, to }) => {
    while (next < positions.length && positions[next]! < from) next++;
    return next < positions.length && positions[next]! < to;
  });
}
