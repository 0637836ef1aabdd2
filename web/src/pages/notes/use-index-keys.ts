import type { Virtualizer } from '@tanstack/react-virtual';
import { useShortcut } from '../../lib/shortcuts.ts';
import type { GraphNode } from '../graph/data/link-graph.ts';
import type { Block } from './book-index.ts';

/** From entry to entry by j, k and the arrows; Enter is the link's own. */
export function useIndexKeys(
  nodes: readonly GraphNode[],
  blocks: readonly Block[],
  virtualizer: Virtualizer<Window, Element>,
): void {
  const step = (by: number) => {
    const id = Number((document.activeElement as HTMLElement | null)?.dataset['entry']);
    // In the order in which they stand, which groups by letter.
    const flat = blocks.flatMap(({ entries }) => entries);
    const at = flat.findIndex((node) => node.id === id);
    const next = Math.min(Math.max(at + by, 0), nodes.length - 1);
    const node = flat[next];
    if (!node) return;
    const block = blocks.findIndex(({ start, entries }) => next < start + entries.length);
    focusEntry(node.id, () => virtualizer.scrollToIndex(block, { align: 'auto' }));
  };
  const group = 'keys-notes';
  useShortcut({ keys: 'j', label: 'next-note', group, run: () => step(1) });
  useShortcut({ keys: 'k', label: 'previous-note', group, run: () => step(-1) });
  useShortcut({ keys: 'ArrowDown', label: 'next-note', group, run: () => step(1) });
  useShortcut({ keys: 'ArrowUp', label: 'previous-note', group, run: () => step(-1) });
}

const PATIENCE = 10;

/** An entry far away comes into the page some frames after it was scrolled to. */
function focusEntry(id: number, scroll: () => void, patience = PATIENCE): void {
  const entry = document.querySelector<HTMLElement>(`[data-entry="${id}"]`);
  if (entry) {
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: 'nearest' });
  } else if (patience > 0) {
    scroll();
    requestAnimationFrame(() => focusEntry(id, scroll, patience - 1));
  }
}
