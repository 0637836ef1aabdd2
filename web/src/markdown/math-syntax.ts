import type { TokenizerAndRendererExtension } from 'marked';

const LONGEST = 10_000;

/**
 * Where the formula ends whose text begins at `from`, before `mark` (`$` or `$$`); -1 if it does not. A single `$` closes
 * after something that is no space, and not before a digit: `$5 and $10` are prices.
 */
function formulaEnd(src: string, from: number, mark: '$' | '$$'): number {
  const last = Math.min(src.length, from + LONGEST);
  for (let i = from; i < last; i++) {
    const char = src[i]!;
    if (char === '\\') i++;
    else if (char === '\n' && mark === '$' && /^[ \t]*\n/.test(src.slice(i + 1, i + 80))) return -1;
    else if (char === '$') {
      if (mark === '$$') {
        if (src[i + 1] === '$') return i > from ? i : -1;
        continue;
      }
      return i > from && !/\s/.test(src[i - 1]!) && !/[\d$]/.test(src[i + 1] ?? '') ? i : -1;
    }
  }
  return -1;
}

/** `html`: what a formula becomes. */
export function mathExtensions(
  html: (tex: string, display: boolean) => string,
): TokenizerAndRendererExtension[] {
  return [
    {
      name: 'mathBlock',
      level: 'block',
      start: (src) => src.match(/\n {0,3}\$\$/)?.index,
      tokenizer(src) {
        const open = /^ {0,3}\$\$/.exec(src);
        if (!open) return undefined;
        const end = formulaEnd(src, open[0].length, '$$');
        const close = end < 0 ? null : /^[ \t]*(?:\n|$)/.exec(src.slice(end + 2));
        if (!close) return undefined;
        return {
          type: 'mathBlock',
          raw: src.slice(0, end + 2 + close[0].length),
          tex: src.slice(open[0].length, end),
        };
      },
      renderer: (token) => html(token['tex'] as string, true),
    },
    {
      name: 'math',
      level: 'inline',
      start: (src) => src.indexOf('$'),
      tokenizer(src) {
        const mark = src.startsWith('$$') ? '$$' : '$';
        if (src[0] !== '$' || (mark === '$' && /\s/.test(src[1] ?? ' '))) return undefined;
        const end = formulaEnd(src, mark.length, mark);
        if (end < 0) return undefined;
        return {
          type: 'math',
          raw: src.slice(0, end + mark.length),
          tex: src.slice(mark.length, end),
          display: mark === '$$',
        };
      },
      renderer: (token) => html(token['tex'] as string, token['display'] as boolean),
    },
  ];
}
