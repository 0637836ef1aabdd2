import { describe, expect, test } from 'vitest';
import { CAPTURE_LIMITS } from '../limits.ts';
import { readHtml } from './read-html.ts';

/** The Markdown of what stands in the body of a page. */
function markdown(body: string): string {
  const given = { limits: CAPTURE_LIMITS, maxContentBytes: 1_000_000 };
  return readHtml(body, new URL('https://a.example/dir/page'), given as never).content;
}

describe('code keeps its language and its text', () => {
  test.each([
    ['<pre class="language-js"><code class="language-js">a</code></pre>', 'js'],
    ['<pre><code class="hljs rust">a</code></pre>', 'rust'],
    ['<pre><code class="lang-py">a</code></pre>', 'py'],
    ['<div class="highlight-python notranslate"><div class="highlight"><pre>a</pre></div></div>', 'python'],
    [
      '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>a</code></pre></div></div>',
      'ruby',
    ],
    ['<div class="highlight highlight-source-shell"><pre>a</pre></div>', 'sh'],
    ['<pre class="shiki" data-language="ts"><code>a</code></pre>', 'ts'],
    [
      '<div class="sourceCode"><pre class="sourceCode haskell"><code class="sourceCode haskell">a</code></pre></div>',
      'haskell',
    ],
    ['<pre class="prettyprint lang-go">a</pre>', 'go'],
    ['<pre class="wp-block-code"><code>a</code></pre>', ''],
    ['<pre><code class="language-text`onclick">a</code></pre>', ''],
  ])('%s', (html, language) => {
    expect(markdown(html)).toBe(`\`\`\`${language}\na\n\`\`\``);
  });

  test('lines that are blocks, breaks and numbers of lines', () => {
    expect(markdown('<pre><code><span class="line">a</span><span class="line">  b</span></code></pre>')).toBe(
      '```\na\n  b\n```',
    );
    expect(markdown('<pre>a<br>b</pre>')).toBe('```\na\nb\n```');
    expect(
      markdown(
        '<table class="highlighttable"><tr><td class="linenos"><pre>1\n2</pre></td><td class="code"><pre class="hl">a\nb</pre></td></tr></table>',
      ),
    ).toBe('```\na\nb\n```');
  });
});

describe('pictures have their true address', () => {
  test.each([
    ['<img data-src="/a.jpg" src="data:image/gif;base64,R0">', '/a.jpg'],
    ['<img data-original="/a.jpg" src="/img/placeholder.png">', '/a.jpg'],
    ['<img srcset="/s.jpg 400w, /l.jpg 1200w">', '/l.jpg'],
    ['<picture><source srcset="/a.webp 1x, /b.webp 2x"><img alt></picture>', '/b.webp'],
    ['<img src="/blank.gif"><noscript><img src="/a.jpg"></noscript>', '/a.jpg'],
    ['<span><img src="data:x"></span><noscript>&lt;img src="/a.jpg"&gt;</noscript>', '/a.jpg'],
    ['<img src="//a.example/a.jpg">', '/a.jpg'],
  ])('%s', (html, path) => {
    expect(markdown(`<p>Words ${html}</p>`)).toContain(`![](https://a.example${path})`);
  });

  test.each([
    '<img src="/p.gif" width=1 height=1>',
    '<img src="/p.gif" style="width:1px;height:1px">',
    '<img src="https://www.facebook.com/tr?id=1">',
    '<img src="/p.gif" style="display:none">',
    '<img src="javascript:x">',
    '<img>',
  ])('%s is none', (html) => {
    expect(markdown(`<p>Words ${html}</p>`)).toBe('Words');
  });
});

describe('formulas are TeX', () => {
  test.each([
    ['<p>so <script type="math/tex">a<b</script> holds</p>', 'so $a< b$ holds'],
    [
      '<p>so</p><div><span class="MathJax_Preview">x</span><div class="MathJax_Display">x</div><script type="math/tex; mode=display">x^2</script></div>',
      'so\n\n$$\nx^2\n$$',
    ],
    [
      '<p>so <math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math></p>',
      'so $x_1$',
    ],
  ])('%s', (html, tex) => {
    expect(markdown(html)).toBe(tex);
  });
});

describe('tables are tables where Markdown has them', () => {
  const table = (rows: string): string =>
    markdown(`<p>Before.</p><table>${rows}</table>`).replace('Before.\n\n', '');
  test.each([
    ['<tr><td>a<td>b<tr><td>c<td>d', '|  |  |\n| --- | --- |\n| a | b |\n| c | d |'],
    [
      '<tr><th>a<th>b<tr><td><ul><li>x<li>y</ul><td><p>p</p><p>q</p>',
      '| a | b |\n| --- | --- |\n| • x<br>• y | p<br>q |',
    ],
    ['<tr><th>a<th>b<tr><td colspan=2>c', '| a | b |\n| --- | --- |\n| c |  |'],
    ['<tr><th>a<th>b<tr><td>x|y<td><pre>1\n2</pre>', '| a | b |\n| --- | --- |\n| x\\|y | `1`<br>`2` |'],
    ['<tr><td><table><tr><th>in<th>side<tr><td>1<td>2</table>', '| in | side |\n| --- | --- |\n| 1 | 2 |'],
  ])('%s', (rows, expected) => {
    expect(table(rows)).toBe(expected);
  });
});

describe('text in a line', () => {
  test.each([
    ['<b>Bold:</b>text', 'Bold:text'],
    ['<b>bold</b><b>bold</b>', '**bold**bold'],
    ['<b><strong>bold</strong></b>', '**bold**'],
    ['un<em>believ</em>able', 'un*believ*able'],
    ['<a href="/x"><b>bold</b> link</a>', '[**bold** link](https://a.example/x)'],
    ['<a href="/x"></a>text', 'text'],
    ['<a href="/a)b">t</a>', '[t](https://a.example/a%29b)'],
    ['<code>a`b</code> and <code>`</code>', '``a`b`` and `` ` ``'],
    ['wow!<a href="/x">link</a>', 'wow\\![link](https://a.example/x)'],
    ['Press <kbd>Ctrl</kbd>', 'Press `Ctrl`'],
    ['say <q>hi</q>', 'say “hi”'],
    ['&copy; 2025 &amp;amp;', '© 2025 \\&amp;'],
  ])('%s', (html, expected) => {
    expect(markdown(`<p>${html}</p>`)).toBe(expected);
  });
});

describe('blocks', () => {
  test.each([
    ['<ol start=3><li>a<li>b</ol>', '3. a\n4. b'],
    ['<ul><li><p>a</p><p>b</p><li>c</ul>', '- a\n\n  b\n\n- c'],
    ['<blockquote><p>a</p><ul><li>b</ul></blockquote>', '> a\n>\n> - b'],
    ['<p>x</p><h2>C #</h2><p>y</p>', 'x\n\n## C \\#\n\ny'],
    ['<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
    ['<details><summary>More</summary><p>text</p></details>', '**More**\n\ntext'],
    ['<p>1986. A year</p>', '1986\\. A year'],
    ['<p>see</p><video src="/v.mp4" title="A film"></video>', 'see\n\n[A film](https://a.example/v.mp4)'],
  ])('%s', (html, expected) => {
    expect(markdown(html)).toBe(expected);
  });
});

test('footnotes of GitHub are footnotes', () => {
  const html = `<article><p>Text that has a note<sup><a href="#user-content-fn-1" data-footnote-ref id="user-content-fnref-1">1</a></sup>.</p>
    <section data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1"><p>The note.
    <a href="#user-content-fnref-1" data-footnote-backref aria-label="Back">↩</a></p></li></ol></section></article>`;
  expect(markdown(html)).toBe('Text that has a note[^1].\n\n[^1]: The note.');
});

test('what surrounds an article is left out, and so is its title', () => {
  const words =
    '<p>A paragraph of an article that is long enough to be one, with commas, and more words, as articles have.</p>';
  const content = markdown(
    `<title>The title</title><nav><a href=/>Home</a></nav><article><h1>The title</h1>${words.repeat(5)}</article><footer>Imprint</footer>`,
  );
  expect(content).not.toMatch(/Home|Imprint|The title/);
  expect(content.match(/A paragraph/g)).toHaveLength(5);
});

test('a page that is mostly a table is kept with all of it', () => {
  const rows = '<tr><td>A target, with commas, that is long enough</td><td>and a note on it</td></tr>';
  const head = '<thead><tr><th>target</th><th>note</th></tr></thead>';
  const content = markdown(
    `<nav><a href=/>Home</a></nav><div><main><h1>Platforms</h1><p>What they are.</p>
    <div><table>${head}<tbody>${rows.repeat(2)}</tbody></table></div><h2>More</h2><p>Others:</p>
    <div><table>${head}<tbody>${rows.repeat(80)}</tbody></table></div></main></div>`,
  );
  expect(content).toMatch(
    /^# Platforms\n\nWhat they are\.\n\n\| target \| note \|\n\| --- \| --- \|\n\| A target/,
  );
  expect(content).toContain('## More\n\nOthers:\n\n| target | note |\n| --- | --- |\n');
  expect(content.match(/A target/g)).toHaveLength(82);
  expect(content).not.toContain('Home');
});

test.each([
  ['<p>Keep at it!</p><p>Then</p>', 'Keep at it!\n\nThen'],
  ['<h2>Stop!</h2><p>Then</p>', '## Stop!\n\nThen'],
  [String.raw`<p>Two \\\!</p>`, String.raw`Two \\\\\\!`],
  ['<p>So!<a href="/x">this</a></p>', String.raw`So\![this](https://a.example/x)`],
])('marks of exclamation: %s', (html, expected) => {
  expect(markdown(html)).toBe(expected);
});

test.each([
  ['10<sup>6</sup> and x<sup>−n</sup>', '10⁶ and x⁻ⁿ'],
  ['CO<sub>2</sub>, <sup>1</sup>/<sub>2</sub>', 'CO₂, ¹/₂'],
  ['the 1<sup>st</sup> of x<sup>k</sup>', 'the 1st of xk'],
  ['<code>x<sup>2</sup></code>', '`x2`'],
])('what is raised or lowered: %s', (html, expected) => {
  expect(markdown(`<p>${html}</p>`)).toBe(expected);
});

test.each([
  ['<kbd>Ctrl</kbd>+<kbd>Shift</kbd> + <kbd>C</kbd> copies', '`Ctrl+Shift+C` copies'],
  ['<kbd><kbd>Ctrl</kbd>+<kbd>C</kbd></kbd>', '`Ctrl+C`'],
  ['<kbd>a</kbd> or <kbd>b</kbd>', '`a` or `b`'],
])('keys that are pressed together: %s', (html, expected) => {
  expect(markdown(`<p>${html}</p>`)).toBe(expected);
});

test('headings and rules with nothing after them are left out', () => {
  const end = '<hr><section><h3>Subscribe</h3><form><input><button>Go</button></form></section>';
  expect(markdown(`<h2>Words</h2><p>Text</p><hr><h2>More</h2><p>Text</p>${end}`)).toBe(
    '## Words\n\nText\n\n---\n\n## More\n\nText',
  );
  expect(markdown('<p>Text</p><pre># no heading</pre>')).toBe('Text\n\n```\n# no heading\n```');
});
