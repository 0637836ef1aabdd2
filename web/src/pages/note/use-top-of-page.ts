import { useLayoutEffect } from 'react';
import { keepPlace, placeToComeBackTo } from '../../notes/places.ts';

const PATIENCE_MS = 3000;
/** What says that somebody goes on by hand. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/**
 * A note begins at its top; who comes back to it finds it where it was left, as soon as so much of it is in the page. Who
 * does not scroll here is to come back to here, too, and not to where one was before.
 */
export function useTopOfPage(id: string): void {
  useLayoutEffect(() => {
    const name = `/n/${id}`;
    const keep = (offset: number): unknown =>
      keepPlace(name, { offset, measurements: [], margin: 0, height: 0 });
    const offset = placeToComeBackTo(name)?.offset ?? 0;
    keep(offset);
    let isThere = false;
    const arrive = (): unknown => (isThere = true);
    const scroll = (): void => {
      if (isThere) return;
      window.scrollTo(0, offset);
      isThere = document.documentElement.scrollHeight >= offset + window.innerHeight;
    };
    scroll();
    const sizes = new ResizeObserver(scroll);
    sizes.observe(document.documentElement);
    const timer = setTimeout(arrive, PATIENCE_MS);
    const end = new AbortController();
    const options = { passive: true, signal: end.signal };
    for (const hand of HANDS) window.addEventListener(hand, arrive, options);
    window.addEventListener('scroll', () => isThere && keep(window.scrollY), options);
    return () => {
      end.abort();
      sizes.disconnect();
      clearTimeout(timer);
    };
  }, [id]);
}
