let isBack = false;
let isReturn = false;

/** Call it once, before anything is drawn. */
export function watchNavigation(): void {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  isReturn = entry?.type === 'reload' || entry?.type === 'back_forward';
  window.addEventListener('popstate', () => (isBack = true));
  // wouter tells of its own steps by these names.
  for (const name of ['pushState', 'replaceState'])
    window.addEventListener(name, () => (isBack = isReturn = false));
  // Pages put themselves where they were: the browser would do so before there is anything to see.
  history.scrollRestoration = 'manual';
}

/** Whether the page that is shown was come back to, with the buttons of the browser. */
export const cameBack = (): boolean => isBack;

/** As well as by loading it again. */
export const wasHereBefore = (): boolean => isBack || isReturn;
