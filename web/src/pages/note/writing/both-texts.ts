import { diffLines } from 'diff';

const PATIENCE_MS = 500;

/** One text that holds every line of two: what both have once, and where they differ theirs before ours. */
export function bothTexts(theirs: string, ours: string): string {
  const blocks = diffLines(theirs, ours, { timeout: PATIENCE_MS });
  if (!blocks) return `${ended(theirs)}\n${ours}`;
  return blocks.map(({ value }, index) => (index < blocks.length - 1 ? ended(value) : value)).join('');
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);
