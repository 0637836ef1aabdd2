import { useEffect, useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useShortcut } from '../../lib/shortcuts.ts';
import type { Result } from './query/results.ts';

/** j and k go from result to result, o and Enter open, / goes back to the field. @returns the key of the marked one */
export function useResultKeys(
  results: readonly Result[],
  field: RefObject<HTMLInputElement | null>,
): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const at = results.findIndex(({ key }) => key === current);
  const step = (by: number) =>
    setCurrent(results[Math.min(Math.max(at + by, 0), results.length - 1)]?.key ?? null);
  useEffect(() => {
    if (current === null) return;
    const row = document.querySelector<HTMLElement>(`[data-result="${CSS.escape(current)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const group = 'keys-notes';
  const open = () => at >= 0 && navigate(results[at]!.href);
  useShortcut({ keys: 'j', label: 'next-note', group, run: () => step(1) });
  useShortcut({ keys: 'k', label: 'previous-note', group, run: () => step(-1) });
  useShortcut({ keys: 'o', label: 'open', group, run: open }, at >= 0);
  useShortcut({ keys: '/', label: 'search-field', group, run: () => field.current?.select() });
  return current;
}
