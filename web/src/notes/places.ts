import type { VirtualItem } from '@tanstack/react-virtual';
import type { Memo } from '../../../src/client/index.ts';
import { wasHereBefore } from '../lib/navigation-kind.ts';

/** Where one is in a list. */
export interface Place {
  offset: number;
  measurements: VirtualItem[];
  margin: number;
  /** Of the whole list. */
  height: number;
}

export const PLACES_NAME = 'commonplace.places';
/** By the name of the list. */
export const places = new Map<string, Place>(kept());

function kept(): [string, Place][] {
  try {
    return JSON.parse(sessionStorage.getItem(PLACES_NAME) ?? '[]') as [string, Place][];
  } catch {
    return [];
  }
}

export const keepPlace = (name: string, place: Place): unknown => places.set(name, place);

/** Where one was in the list of this name, for whoever comes back to it. */
export const placeToComeBackTo = (name: string): Place | undefined =>
  wasHereBefore() ? places.get(name) : undefined;

/** Of a list whose rows all stand in the page. */
export function placeOf(list: HTMLElement, memos: readonly Memo[]): Place {
  const margin = topOf(list);
  let end = margin;
  const measurements = [...list.querySelectorAll('[data-index]')].map((row, index): VirtualItem => {
    const start = end;
    const size = row.getBoundingClientRect().height;
    end += size;
    return { key: memos[index]!.id, index, start, end, size, lane: 0 };
  });
  return { offset: window.scrollY, measurements, margin, height: list.offsetHeight };
}

export const topOf = (element: HTMLElement): number =>
  Math.round(element.getBoundingClientRect().top + window.scrollY);
