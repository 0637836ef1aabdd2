import { readBlocks } from '../../../src/domain/markdown/blocks.ts';

/** Where the `[` of each task of a note is, in the order of the text. */
export const taskPositions = (content: string): readonly number[] => readBlocks(content).tasks;

/**
 * The note with its task number `index` (from 0) ticked, or no longer ticked. Exactly one character differs. A note that
 * has no such task comes back as it is.
 */
export function toggleTask(content: string, index: number): string {
  const at = taskPositions(content)[index];
  if (at === undefined) return content;
  const mark = content[at + 1] === ' ' ? 'x' : ' ';
  return content.slice(0, at + 1) + mark + content.slice(at + 2);
}
