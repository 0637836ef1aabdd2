import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNote } from '../../../src/domain/markdown/index.ts';
import { documents } from '../../../src/domain/markdown/lezer-documents.contract.ts';
import { openNote } from './to-html.ts';

const show = (content: string, breaks = false): string =>
  openNote(content, { prefix: 'n-', breaks, partLength: 10_000 }).html(0).trim();

describe('what is shown', () => {
  test.each([
    [
      'a tag',
      'a #work/alpha, b',
      '<p>a <button type="button" class="md-tag" data-tag="work/alpha">#work/alpha</button>, b</p>',
    ],
    ['no tag inside a word', 'a#b', '<p>a#b</p>'],
    ['no tag in code', '`#a`', '<p><code>#a</code></p>'],
    [
      'a tag in a link as text',
      '[see #a](https://x.example)',
      '<p><a class="md-link md-web" target="_blank" rel="noopener noreferrer nofollow" href="https://x.example/">see #a</a></p>',
    ],
    [
      'emphasis around a tag',
      '*#a*',
      '<p><em><button type="button" class="md-tag" data-tag="a">#a</button></em></p>',
    ],
    ['a link to a note', '[b](64214a1d.md)', '<p><a class="md-link" data-note="64214a1d.md">b</a></p>'],
    [
      'a link into a note',
      '[b](64214a1d.md#part)',
      '<p><a class="md-link" data-note="64214a1d.md" data-section="part">b</a></p>',
    ],
    ['a link to a heading', '[b](#part)', '<p><a class="md-link" href="#n-part">b</a></p>'],
    ['a heading', '# A *b*', '<h1 id="n-a-b">A <em>b</em></h1>'],
    ['emphasis that begins a heading', '# _a_ b', '<h1 id="n-a-b"><em>a</em> b</h1>'],
    [
      'a picture of ours',
      '![a](/api/v1/resources/12)',
      '<p><img class="md-picture" data-file="12" alt="a"></p>',
    ],
    ['prices', '$5 and $10', '<p>$5 and $10</p>'],
    ['a formula', '$a_1$', '<p><span data-math="inline">a_1</span></p>'],
    ['a formula apart', '$$\na\n$$', '<div class="md-formula" tabindex="0" data-math="block">a</div>'],
    ['an escaped dollar', '\\$a$', '<p>$a$</p>'],
    ['HTML that is allowed', 'H<sub class="x" onclick="y">2</sub>O', '<p>H<sub>2</sub>O</p>'],
    ['HTML that is not', '<script>a</script>', '&lt;script&gt;a&lt;/script&gt;'],
    ['a comment, not at all', 'a<!-- b -->c', '<p>ac</p>'],
    ['character references', '&auml; &lt;b&gt; &nope &', '<p>&auml; &lt;b&gt; &amp;nope &amp;</p>'],
    ['characters that are used as marks inside', 'a\uFDD0b\uFDD10\uFDD2', '<p>a\uFFFDb\uFFFD0\uFFFD</p>'],
    [
      'a task',
      '- [x] a',
      '<ul>\n<li class="md-task"><input type="checkbox" data-task="0" checked=""> a</li></ul>',
    ],
  ])('%s', (_, content, html) => {
    expect(show(content).replaceAll('>\n</ul>', '></ul>')).toBe(html);
  });

  test('a line end in a paragraph is one on the page if asked for', () => {
    expect(show('a\nb', true)).toBe('<p>a<br>b</p>');
  });

  test('tasks are counted as toggleTask counts them', () => {
    const html = show('> - [ ] a\n\n```\n- [ ] no\n```\n1. [x] b\n   - [ ] c');
    expect([...html.matchAll(/data-task="(\d+)"/g)].map(([, index]) => index)).toEqual(['0', '1', '2']);
  });

  test('footnotes are numbered by where they are referred to, and follow at the end', () => {
    const html = show(
      'a[^b] c[^a] d[^b] e[^none]\n\n[^a]: one\n[^b]: two\n\n    more [^c]\n\n[^c]: three\n\n[^d]: unused',
    );
    expect([...html.matchAll(/<sup class="md-ref"><a id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'n-fnref-1-1',
      'n-fnref-2-1',
      'n-fnref-1-2',
      'n-fnref-3-1',
    ]);
    expect(html).toContain('e[^none]');
    expect(html).toContain('<li id="n-fn-1" tabindex="-1"><p>two</p>\n<p>more');
    expect(html).not.toContain('unused');
  });
});

test('the tags that are shown are those that the server reads, on generated notes', () => {
  fc.assert(
    fc.property(documents, (content) => {
      const shown = [...show(content).matchAll(/data-tag="([^"]*)"/g)].map(([, name]) => name!.toLowerCase());
      const read = readNote(content).tags.map(({ key }) => key);
      // Other parsers see some odd corners otherwise; then a tag is shown as text. None is ever shown that is not one.
      expect(read).toEqual(expect.arrayContaining([...new Set(shown.map((name) => name.normalize('NFC')))]));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('in plain prose every tag is shown', () => {
  const piece = fc.constantFrom(
    'word ',
    '#tag ',
    '#work/alpha, ',
    '(#été) ',
    '*#em* ',
    '**bold** ',
    '#日本語\n',
    '- #item\n',
    '# Head #h\n\n',
    '> #q\n\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const content = pieces.join('');
      const shown = new Set([...show(content).matchAll(/data-tag="([^"]*)"/g)].map(([, name]) => name));
      expect([...shown].toSorted()).toEqual(
        readNote(content)
          .tags.map(({ name }) => name)
          .toSorted(),
      );
    }),
    { numRuns: 500 },
  );
});

describe('a long note', () => {
  const long = Array.from(
    { length: 400 },
    (_, i) => `## Part ${i}\n\n- [ ] task ${i} [r]\n\n${'word '.repeat(40)}`,
  ).join('\n\n');

  test('comes in parts, in which tasks and headings are counted on', () => {
    const note = openNote(`${long}\n\n[r]: https://x.example`, {
      prefix: 'n-',
      breaks: false,
      partLength: 5000,
    });
    expect(note.parts).toBeGreaterThan(5);
    const html = Array.from({ length: note.parts }, (_, part) => note.html(part)).join('');
    expect([...html.matchAll(/data-task="(\d+)"/g)].map(([, index]) => Number(index))).toEqual([
      ...Array(400).keys(),
    ]);
    expect([...html.matchAll(/<h2 id="n-part-(\d+)"/g)].map(([, index]) => Number(index))).toEqual([
      ...Array(400).keys(),
    ]);
    expect(html.match(/href="https:\/\/x\.example\/"/g)).toHaveLength(400);
  });

  test('is not cut inside HTML that goes on', () => {
    const content = `${'a\n\n'.repeat(500)}<details>\n\n${'b\n\n'.repeat(500)}</details>\n\n${'c\n\n'.repeat(500)}`;
    const note = openNote(content, { prefix: '', breaks: false, partLength: 400 });
    const open = Array.from({ length: note.parts }, (_, part) => note.html(part)).filter((html) =>
      html.includes('<details>'),
    );
    expect(open).toEqual([expect.stringContaining('</details>')]);
  });

  test('that cannot be cut is shown as it is', () => {
    const html = openNote('<b> '.repeat(100_000), { prefix: '', breaks: false, partLength: 5000 }).html(0);
    expect(html.startsWith('<pre class="md-plain">&lt;b&gt; &lt;b&gt;')).toBe(true);
  });
});

test('what Marked fails on is shown as it is', () => {
  expect(show('- word\n\t> > 10. \n</pre>')).toBe(
    '<pre class="md-plain">- word\n\t&gt; &gt; 10. \n&lt;/pre&gt;</pre>',
  );
});

test.each([
  ['brackets', '['],
  ['emphasis', '**a '],
  ['footnote marks', '[^'],
  ['dollars', '$a'],
  ['quotes', '>'],
  ['links', '[a]('],
  ['tags', '<a '],
  ['list marks', '- '],
  ['backticks', '`a``'],
  ['definitions', '[^a]: '],
])('many %s take no more than a moment', (_, piece) => {
  const began = performance.now();
  show(piece.repeat(Math.floor(50_000 / piece.length)));
  show(piece.repeat(900));
  expect(performance.now() - began).toBeLessThan(1000);
});

test('text that an editor has folded flows, and a line end that was asked for stays', () => {
  const line = 'Certain classes of macros are completely impossible without the ability';
  const folded = `${line}\nconsequentially more words`;
  expect(show(folded, true)).toBe(`<p>${line}\nconsequentially more words</p>`);
  expect(show(`${line}  \nconsequentially more words`, true)).toContain('<br>');
  expect(show(`${line}\\\nconsequentially more words`, true)).toContain('<br>');
  expect(show(`- ${line}\n  consequentially more words`, true)).not.toContain('<br>');
  expect(show('One line\nand another', true)).toBe('<p>One line<br>and another</p>');
});
