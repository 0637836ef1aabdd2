import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { parseHTML } from 'linkedom';
import { readNote } from '../markdown/index.ts';
import { escapeText } from './escape-text.ts';

function shown(markdown: string): string {
  const html = marked.parse(markdown, { async: false });
  const { document } = parseHTML(
    `<!doctype html><html><head></head><body>${html}</body></html>`,
  ) as unknown as {
    document: { body: { textContent: string } };
  };
  return document.body.textContent.trim();
}

describe('text stays readable', () => {
  test.each([
    ['snake_case stays', 'snake_case stays'],
    ['C:\\Users\\ada', 'C:\\Users\\ada'],
    ['a & b, AT&T', 'a & b, AT&T'],
    ['1 < 2', '1 < 2'],
    ['C# and F#', 'C# and F#'],
    ['it costs $5', 'it costs $5'],
    ['https://example.com/a_b_c?d=*e', 'https://example.com/a_b_c?d=\\*e'],
    ['#tag and (#other)', '\\#tag and (\\#other)'],
    ['*a* [b] `c`', '\\*a\\* \\[b\\] \\`c\\`'],
    ['# one', '\\# one'],
    ['1. one', '1\\. one'],
    ['- one', '\\- one'],
    ['> one', '\\> one'],
    ['<b> &lt;', '\\<b> \\&lt;'],
  ])('%j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

test('any line of text is shown as it is, and is no tag, link or heading', () => {
  const mark = fc.constantFrom(
    ...'\\*_`[]<>&~$#!|-+=.1():/ aé日'.split(''),
    '&lt;',
    '<b>',
    '#tag',
    '](',
    '**',
    '$$',
    '~~',
  );
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 25 }), (parts) => {
      const text = parts.join('').replaceAll(/\s+/g, ' ').trim();
      const escaped = escapeText(text);
      expect(shown(escaped)).toBe(text);
      expect(readNote(escaped).tags).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
