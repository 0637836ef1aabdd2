import { useSearchParams } from 'wouter';
import type { Sort } from './book-index.ts';

export const SHOWN = ['all', 'labels', 'orphans', 'missing'] as const;
export const SORTS = ['title', 'newest', 'linked'] as const;
export type Shown = (typeof SHOWN)[number];

export interface NotesView {
  text: string;
  show: Shown;
  sort: Sort;
}

/** What the index shows: in the address, so that one comes back to it. */
export function useNotesView(): [NotesView, (change: Partial<NotesView>) => void] {
  const [params, setParams] = useSearchParams();
  const one = <Value extends string>(values: readonly Value[], name: string): Value =>
    values.find((value) => value === params.get(name)) ?? values[0]!;
  const view: NotesView = {
    text: params.get('q') ?? '',
    show: one(SHOWN, 'show'),
    sort: one(SORTS, 'sort'),
  };
  const change = (part: Partial<NotesView>) => {
    const { text, show, sort } = { ...view, ...part };
    const next = new URLSearchParams();
    if (text !== '') next.set('q', text);
    if (show !== 'all') next.set('show', show);
    if (sort !== 'title') next.set('sort', sort);
    setParams(next, { replace: true });
  };
  return [view, change];
}
