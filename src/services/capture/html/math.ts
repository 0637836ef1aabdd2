import { all, type PageDocument, type PageElement } from './dom.ts';

const TEX =
  'annotation[encoding="application/x-tex" i], annotation[encoding="TeX" i], annotation[encoding="application/x-latex" i]';
const DISPLAY =
  '.katex-display, .MathJax_Display, .mwe-math-element-block, math[display="block"], mjx-container[display="true"]';
/** What is shown instead where the browser cannot show MathML. */
const WHOLE =
  '.katex-display, .katex, .mwe-math-element, mjx-container, .MathJax_Display, .MathJax, .MathJax_SVG';

/** Keeps formulas as the TeX that the page has of them: `code[data-tex]`, or `pre[data-tex]` for one that stands alone. */
export function keepTex(document: PageDocument): void {
  // MathJax 2 leaves the source in a script, after what it made of it.
  for (const script of all(document, 'script[type^="math/tex" i]')) {
    const shown = script.previousElementSibling;
    if (shown?.matches('.MathJax, .MathJax_Display, .MathJax_SVG, .MathJax_SVG_Display')) shown.remove();
    put(document, script, script.textContent ?? '', /mode=display/i.test(script.getAttribute('type') ?? ''));
  }
  for (const preview of all(document, '.MathJax_Preview')) preview.remove();
  for (const annotation of all(document, TEX)) {
    const math = annotation.closest('math');
    if (!math?.parentNode) continue;
    let whole: PageElement = math;
    for (let outer = math.closest(WHOLE); outer; outer = outer.parentElement?.closest(WHOLE) ?? null)
      whole = outer;
    const isDisplay = whole.matches(DISPLAY) || math.matches(DISPLAY) || math.closest(DISPLAY) !== null;
    put(document, whole, annotation.textContent ?? '', isDisplay);
  }
}

function put(document: PageDocument, old: PageElement, given: string, isDisplay: boolean): void {
  const tex = given
    .trim()
    .replace(/^\{\\displaystyle ([\s\S]*)\}$/, '$1')
    .trim();
  if (tex === '') return old.remove();
  const code = document.createElement('code');
  code.textContent = tex;
  code.setAttribute('data-tex', isDisplay ? 'display' : 'inline');
  if (!isDisplay) return old.replaceWith(code);
  const pre = document.createElement('pre');
  pre.setAttribute('data-tex', 'display');
  pre.append(code);
  old.replaceWith(pre);
}
