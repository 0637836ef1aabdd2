import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { keepPlace, placeToComeBackTo, topOf, type Place } from './places.ts';

/**
 * Comes back to where one was in this list, with the heights that were measured, so that it is exactly there.
 * @param standing where it is already, if it is
 */
export function useKeptScroll(name: string, standing?: Place) {
  const [kept] = useState(() => standing ?? placeToComeBackTo(name));
  const margin = useRef(kept?.margin ?? 0);
  const [, redraw] = useState(0);
  return {
    offset: kept?.offset ?? 0,
    measurements: kept?.measurements ?? [],
    height: kept?.height,
    marginOf(list: HTMLElement | null): number {
      if (list) margin.current = topOf(list);
      return margin.current;
    },
    follow(virtualizer: Virtualizer<Window, Element>, list: RefObject<HTMLElement | null>): void {
      useLayoutEffect(() => {
        if (list.current && topOf(list.current) !== margin.current) redraw((count) => count + 1);
        window.scrollTo(0, kept?.offset ?? 0);
        // What stands above the list grows while one writes.
        const above = new ResizeObserver(() => {
          if (list.current && topOf(list.current) !== margin.current) redraw((count) => count + 1);
        });
        for (const element of list.current?.parentElement?.children ?? []) {
          if (element !== list.current) above.observe(element);
        }
        return () => above.disconnect();
      }, []);
      // Not a passive one: while the next page is loaded, this one is hidden and no longer scrolled by anybody.
      useLayoutEffect(() => {
        const remember = () =>
          keepPlace(name, {
            offset: window.scrollY,
            measurements: virtualizer.measurementsCache,
            margin: margin.current,
            height: virtualizer.getTotalSize(),
          });
        // Who never scrolls here is to come back to here, too, and not to where one was before.
        remember();
        window.addEventListener('scroll', remember, { passive: true });
        return () => window.removeEventListener('scroll', remember);
        // oxlint-disable-next-line react-hooks/exhaustive-deps
      }, [virtualizer]);
    },
  };
}
