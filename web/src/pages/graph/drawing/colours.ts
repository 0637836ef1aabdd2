/** The tokens of the look that the graph is drawn with, as `#rrggbb`. */
export interface Colours {
  paper: string;
  ink: string;
  faded: string;
  rubric: string;
  dot: string;
  orphan: string;
  line: string;
  /** Of one line among thousands. */
  faintLine: string;
}

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim().slice(0, 7);
  const [paper, ink, faded, edge] = [token('paper'), token('ink'), token('faded'), token('edge')];
  return {
    paper,
    ink,
    faded,
    rubric: token('rubric'),
    dot: mixed(ink, paper, 0.82),
    orphan: mixed(edge, paper, 0.6),
    line: mixed(edge, paper, 0.4),
    faintLine: mixed(edge, paper, 0.24),
  };
}

/** Calls back when the colours are others: by the system, or chosen. @returns stops it */
export function onColours(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const classes = new MutationObserver(changed);
  system.addEventListener('change', changed);
  classes.observe(document.documentElement, { attributeFilter: ['class'] });
  return () => {
    system.removeEventListener('change', changed);
    classes.disconnect();
  };
}

/** So much of one colour, the rest of the other. */
function mixed(one: string, other: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16) || 0;
  const channel = (at: number) => Math.round(part(one, at) * share + part(other, at) * (1 - share));
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}
