import { all, isElement, type PageDocument, type PageElement } from './dom.ts';

/** Marks beside the code: numbers of lines, and buttons. */
const NOT_CODE =
  'button, .line-numbers-rows, .lineno, .linenos, .linenodiv, .gutter, .rouge-gutter, .hljs-ln-numbers, .copy-button, [data-line-number]:empty';
/** Classes that are not the name of a language. */
const NO_LANGUAGE =
  /^(?:hljs|highlight|code|sourcecode|prettyprint|linenums|line-numbers|wp-block-code|shiki|notranslate|no-?highlight|nohighlight|plain|plaintext|text|none|example|good|bad|copy.*)$/i;
const ALIASES: Readonly<Record<string, string>> = {
  'c++': 'cpp',
  'c#': 'csharp',
  shell: 'sh',
  'shell-session': 'console',
};

/**
 * Makes each block of code `<pre><code class="language-…">` with nothing but its text inside, as it is shown, so that nothing
 * that comes later changes it.
 */
export function plainCodeBlocks(document: PageDocument): void {
  // Numbered code is often a table of two cells.
  for (const cell of all(
    document,
    'figure.highlight td.code, table.highlighttable td.code, table.rouge-table td.code, td.rouge-code',
  )) {
    const pre = cell.querySelector('pre') ?? cell;
    const whole = cell.closest('figure.highlight') ?? cell.closest('table');
    if (whole?.parentNode) replace(document, whole, codeText(pre), languageOf(pre));
  }
  for (const pre of all(document, 'pre:not([data-tex])')) {
    if (pre.parentNode === null || pre.closest('pre pre')) continue;
    replace(document, pre, codeText(pre), languageOf(pre));
  }
}

function replace(document: PageDocument, old: PageElement, text: string, language: string): void {
  if (text.trim() === '') return old.remove();
  const pre = document.createElement('pre');
  const code = document.createElement('code');
  if (language !== '') code.className = `language-${language}`;
  code.textContent = text;
  pre.append(code);
  old.replaceWith(pre);
}

function codeText(pre: PageElement): string {
  for (const mark of all(pre, NOT_CODE)) mark.remove();
  for (const br of all(pre, 'br')) br.replaceWith('\n');
  const text = (pre.textContent ?? '').replaceAll(/\r\n?/g, '\n').replaceAll('\u00A0', ' ');
  return (lines(pre, text) ?? text).replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** Some highlighters make each line a block, with no line end between. */
function lines(pre: PageElement, text: string): string | null {
  if (text.trim().includes('\n')) return null;
  const within = pre.querySelector('code') ?? pre;
  const blocks = Array.from(within.children).filter(
    (child) => isElement(child) && /^(?:div|p|li)$|line/.test(`${child.localName} ${child.className}`.trim()),
  );
  return blocks.length > 1 && blocks.length === within.children.length
    ? blocks.map((block) => (block.textContent ?? '').trimEnd()).join('\n')
    : null;
}

/** As Prism, highlight.js, GitHub, Pygments, Rouge, Sphinx, Shiki, MDN, Pandoc and Stack Overflow write it. */
function languageOf(pre: PageElement): string {
  const code = pre.querySelector('code');
  const around = [pre.parentElement, pre.parentElement?.parentElement, pre.closest('figure')];
  const near = [code, pre, ...around].filter((element) => element !== null && element !== undefined);
  for (const element of near) {
    const named =
      /(?:^|\s|:)(?:language|lang|highlight-source|highlight-text|highlight|brush)[-:]\s*([\w+#-]+)/i.exec(
        element.className,
      );
    const said =
      named?.[1] ?? element.getAttribute('data-lang') ?? element.getAttribute('data-language') ?? '';
    if (said !== '' && !NO_LANGUAGE.test(said)) return known(said);
  }
  const lang = pre.getAttribute('lang');
  if (lang) return known(lang);
  const isMarked = near.find(({ className }) => /\b(?:hljs|sourceCode|highlight)\b/.test(className));
  const last = isMarked?.className.split(/\s+/).find((name) => name !== '' && !NO_LANGUAGE.test(name)) ?? '';
  return known(last);
}

function known(name: string): string {
  const plain = name.toLowerCase().replace(/^language-/, '');
  if (NO_LANGUAGE.test(plain) || !/^[a-z0-9][a-z0-9+#._-]{0,24}$/.test(plain)) return '';
  return ALIASES[plain] ?? plain;
}
