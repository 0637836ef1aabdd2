import { fold } from '../../../src/domain/search/fold.ts';

/** Whether all words of what was typed are in a name, in any case and with any accents. */
export function holdsWords(name: string, typed: string): boolean {
  const folded = fold(name);
  return fold(typed)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

export const beginsLike = (name: string, typed: string): boolean => fold(name).startsWith(fold(typed));
