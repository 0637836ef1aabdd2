import { diffLines, diffWordsWithSpace } from 'diff';

interface DiffPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A line of the comparison. */
export interface DiffLine {
  /** `changed`: words of it were added or removed; its pieces hold both. */
  kind: 'same' | 'added' | 'removed' | 'changed';
  pieces: DiffPiece[];
}

const LONGEST_LINE = 5000;
/** Milliseconds; two long texts that have nothing in common are told apart no further. */
const PATIENCE = 400;

/** What differs, line by line, and in lines that resemble each other word by word. */
export function compare(before: string, after: string): DiffLine[] {
  const blocks = diffLines(before, after, { timeout: PATIENCE }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const next = blocks[i + 1];
    if (block.removed && next?.added) {
      lines.push(...changedLines(linesOf(block.value), linesOf(next.value)));
      i++;
    } else {
      const kind = block.added ? 'added' : block.removed ? 'removed' : 'same';
      lines.push(...linesOf(block.value).map((text): DiffLine => ({ kind, pieces: [{ kind, text }] })));
    }
  }
  return lines;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(/\r$/, ''));
}

/** Lines at the same place are compared word by word, if enough of one is left in the other. */
function changedLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const lines: DiffLine[] = [];
  const removed: DiffLine[] = [];
  const added: DiffLine[] = [];
  const flush = (): void => {
    lines.push(...removed.splice(0), ...added.splice(0));
  };
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    const [old, now] = [before[i], after[i]];
    const pieces = old !== undefined && now !== undefined ? wordsOf(old, now) : null;
    if (pieces) {
      flush();
      lines.push({ kind: pieces.every(({ kind }) => kind === 'same') ? 'same' : 'changed', pieces });
      continue;
    }
    if (old !== undefined) removed.push({ kind: 'removed', pieces: [{ kind: 'removed', text: old }] });
    if (now !== undefined) added.push({ kind: 'added', pieces: [{ kind: 'added', text: now }] });
  }
  flush();
  return lines;
}

function wordsOf(before: string, after: string): DiffPiece[] | null {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return null;
  const pieces = diffWordsWithSpace(before, after).map(({ value, added, removed }): DiffPiece => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
  const kept = pieces.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.trim().length : 0), 0);
  return kept * 3 >= Math.min(before.length, after.length) && kept > 0 ? pieces : null;
}
