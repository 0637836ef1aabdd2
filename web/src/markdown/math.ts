import type { KatexOptions } from 'katex';
import { withStylesThroughCssom } from './cssom-style.ts';

type Render = (tex: string, element: HTMLElement, options: KatexOptions) => void;

let render: Render | null = null;

async function load(): Promise<void> {
  const [katex] = await Promise.all([import('katex'), import('katex/dist/katex.min.css')]);
  render = katex.default.render;
}

/** Sets the formulas below `root`; at once if KaTeX is there already. */
export async function setFormulas(root: ParentNode): Promise<void> {
  const formulas = root.querySelectorAll<HTMLElement>('[data-math]:not([data-done])');
  if (formulas.length === 0) return;
  if (!render) await load();
  for (const formula of formulas) setFormula(formula, render!);
}

function setFormula(element: HTMLElement, set: Render): void {
  const tex = element.textContent;
  const displayMode = element.dataset['math'] === 'block';
  element.dataset['done'] = '';
  try {
    withStylesThroughCssom(() =>
      set(tex, element, {
        displayMode,
        trust: false,
        strict: false,
        maxSize: 20,
        maxExpand: 500,
        throwOnError: true,
      }),
    );
  } catch (error) {
    // Written as it was, with what is wrong with it.
    element.textContent = tex;
    element.classList.add('md-wrong');
    element.title = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : '';
  }
}
