import { places, PLACES_NAME } from './places.ts';

/** Of a list, as many rows as are there when the page is loaded again. */
const MOST_ROWS = 90;

/** Where one is in each list stays known when the page is loaded again, or left for elsewhere. */
export function keepPlaces(): void {
  window.addEventListener('pagehide', () => {
    const all = [...places].map(([name, { measurements, ...place }]) => [
      name,
      { ...place, measurements: measurements.slice(0, MOST_ROWS) },
    ]);
    try {
      sessionStorage.setItem(PLACES_NAME, JSON.stringify(all));
    } catch {
      // Then lists begin at their top.
    }
  });
}
