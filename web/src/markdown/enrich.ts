/** Brings formulas, colours and diagrams to a part of the page. Their libraries are fetched when the first note has one. */
export function enrich(root: HTMLElement): void {
  if (root.querySelector('[data-math]:not([data-done])'))
    void import('./math.ts').then(({ setFormulas }) => setFormulas(root));
  if (root.querySelector('code[data-lang]:not([data-done])'))
    void import('./code.ts').then(({ colourCode }) => colourCode(root));
  if (root.querySelector('[data-diagram]:not([data-done])')) drawWhenSeen(root);
}

/** Diagrams are the dearest of all: none is drawn that nobody scrolls to. */
function drawWhenSeen(root: HTMLElement): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void import('./diagram.ts').then(({ drawDiagrams }) => drawDiagrams(root));
    },
    { rootMargin: '400px' },
  );
  for (const diagram of root.querySelectorAll('[data-diagram]')) observer.observe(diagram);
}
