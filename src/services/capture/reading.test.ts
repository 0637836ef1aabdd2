import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../../test/support/hostile-web.ts';
import { smallPdf } from '../../../test/support/small-pdf.ts';
import { readNote } from '../../domain/markdown/index.ts';
import { createCapturer, type CapturedPage, type Capturer } from './index.ts';

let web: HostileWeb;
let capturer: Capturer;
beforeAll(async () => {
  web = await startHostileWeb();
  capturer = createCapturer({ ...web.reach, maxContentBytes: 20_000, limits: { readingMs: 60_000 } });
});
afterAll(async () => {
  await capturer.close();
  await web.close();
});

let count = 0;
/** What is captured of these bytes, sent with this type. */
function captured(
  body: Uint8Array | string,
  type: string | null = 'text/html',
  path = `/p${count++}`,
): Promise<CapturedPage> {
  return capturer.capture(web.serve(path, body, type));
}

describe('characters are read', () => {
  const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
  const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  test.each<[string, Buffer, string, string]>([
    [
      'UTF-16 with a mark',
      Buffer.from('\uFEFF<title>Größe 日本</title><p>x', 'utf16le'),
      'text/html',
      'Größe 日本',
    ],
    ['UTF-16, big end first', utf16be('\uFEFF<title>Größe 日本</title><p>x'), 'text/html', 'Größe 日本'],
    [
      'UTF-16 by its header',
      Buffer.from('<title>Größe</title><p>x', 'utf16le'),
      'text/html; charset=UTF-16',
      'Größe',
    ],
    ['UTF-16 that says nothing', Buffer.from('<title>Größe</title><p>x', 'utf16le'), 'text/html', 'Größe'],
    [
      'UTF-8 with a mark, against the header',
      Buffer.from('\uFEFF<title>Größe</title>x'),
      'text/html; charset=latin1',
      'Größe',
    ],
    [
      'Shift-JIS by meta',
      latin1('<meta charset="Shift_JIS"><title>\x93\xfa\x96\x7b\x8c\xea</title>x'),
      'text/html',
      '日本語',
    ],
    [
      'EUC-KR by the older meta',
      latin1(
        '<meta http-equiv=Content-Type content="text/html; charset=euc-kr"><title>\xc7\xd1\xb1\xdb</title>x',
      ),
      'text/html',
      '한글',
    ],
    [
      'GB18030 by its header',
      latin1('<title>\xd6\xd0\xce\xc4</title>x'),
      'text/html;charset="gb18030"',
      '中文',
    ],
    [
      'KOI8-R by the XML declaration',
      latin1('<?xml version="1.0" encoding="koi8-r"?><html><title>\xf2\xd5\xd3</title>x'),
      'application/xhtml+xml',
      'Рус',
    ],
    ['UTF-8 that says nothing', Buffer.from('<title>Größe</title>x'), 'text/html', 'Größe'],
    ['windows-1252 that says nothing', latin1('<title>Gr\xf6\xdfe \x80</title>x'), 'text/html', 'Größe €'],
    [
      'an unknown name',
      Buffer.from('<meta charset="klingon"><title>Größe</title>x'),
      'text/html; charset=nope',
      'Größe',
    ],
    [
      'a header before meta',
      latin1('<meta charset="koi8-r"><title>Gr\xf6\xdfe</title>x'),
      'text/html; charset=iso-8859-1',
      'Größe',
    ],
  ])('%s', async (_what, body, type, title) => {
    expect((await captured(body, type)).title).toBe(title);
  });
});

describe('what bytes are is seen', () => {
  const html = '<!doctype html><title>Seen</title><p>Text</p>';
  test.each<[string, string | null]>([
    ['no type', null],
    ['bytes of any kind', 'application/octet-stream'],
    ['a type that is none', 'html'],
    ['XML that is a page', 'application/xml'],
  ])('HTML as %s', async (_what, type) => {
    const body =
      type === 'application/xml'
        ? '<?xml version="1.0"?><html xmlns="x"><title>Seen</title><p>Text</p></html>'
        : html;
    expect(await captured(body, type)).toMatchObject({ title: 'Seen', content: 'Text' });
  });

  test('HTML that is declared to be plain text stays plain text, as in browsers', async () => {
    expect((await captured(html, 'text/plain')).content).toBe(`\`\`\`\n${html}\n\`\`\``);
  });

  test('plain text is prose as it is, and anything else as it was written', async () => {
    const prose = await captured('One paragraph.\n\nAnother one.\n', 'text/plain', '/notes.txt');
    expect(prose).toMatchObject({ title: 'notes.txt', content: 'One paragraph.\n\nAnother one.' });
    const code = await captured('def f(a):\n    return a # ```\n', 'text/plain', '/f.py');
    expect(code.content).toBe('````py\ndef f(a):\n    return a # ```\n````');
  });

  test('Markdown stays as it is, with its heading as title, and brings no tags', async () => {
    const given =
      '# A file\n\nText with #tag and `#code`, [a note](12345678.md) ![](<img/a b.png>).\n\n## Part\n\n- [x] done\n';
    const page = await captured(given, 'text/plain', '/README.md');
    expect(page.title).toBe('A file');
    expect(page.content).toBe(
      `Text with \\#tag and \`#code\`, [a note](${web.url('/12345678.md')}) ![](<${web.url('/img/a%20b.png')}>).\n\n## Part\n\n- [x] done`,
    );
    expect(page.pictures).toEqual([web.url('/img/a%20b.png')]);
  });

  test('a picture becomes a note with it, whatever it is called', async () => {
    const page = await captured(
      Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'),
      'text/html',
      '/cat%20(1).gif',
    );
    expect(page).toMatchObject({
      kind: 'page',
      title: 'cat (1).gif',
      imageUrl: page.url,
      pictures: [page.url],
    });
    expect(page.content).toBe(`![cat (1).gif](<${page.url}>)`);
  });

  test.each<[string, Uint8Array | string, string | null, string]>([
    ['JSON', '{"a":1}', 'application/json', ' (application/json)'],
    ['JSON without a type', '{"a":1}', null, ''],
    ['a film', 'x', 'video/mp4', ' (video/mp4)'],
    ['an archive called a page', 'PK\x03\x04', 'text/html', ''],
    ['a feed', '<?xml version="1.0"?><rss></rss>', 'application/rss+xml', ' (application/rss+xml)'],
    ['bytes called text', Buffer.from([1, 2, 3, 0, 0]), 'text/plain', ''],
    ['a style sheet', 'p{}', 'text/css', ' (text/css)'],
  ])('%s is refused with a reason', async (_what, body, type, named) => {
    await expect(captured(body, type)).rejects.toMatchObject({
      reason: 'unsupportedType',
      message: `The address leads to a file of a kind that is not saved${named}.`,
      isPassing: false,
    });
  });

  test('nothing at all is no page', async () => {
    await expect(captured('')).rejects.toMatchObject({
      reason: 'badAnswer',
      message: 'The server sent an empty page.',
    });
  });
});

describe('a PDF', () => {
  test('is its text in paragraphs, with what it says of itself', async () => {
    const body = smallPdf(
      [
        'The first paragraph has a word that is part-\ned at the end of a line, and goes on here for a bit.\nShort end.\nThe #second paragraph.',
        'On another page.',
      ],
      { Title: 'A paper', Author: 'Ada Byron', CreationDate: "D:20250301093000+01'00'" },
    );
    expect(await captured(body, 'application/octet-stream', '/paper.pdf')).toMatchObject({
      kind: 'document',
      title: 'A paper',
      author: 'Ada Byron',
      publishedAt: Date.UTC(2025, 2, 1, 8, 30),
      content:
        'The first paragraph has a word that is parted at the end of a line, and goes on here for a bit. Short end.\n\nThe \\#second paragraph.\n\nOn another page.',
    });
  });

  test('without text says so, and one that is damaged is explained', async () => {
    expect((await captured(smallPdf(['']), 'application/pdf')).content).toContain('its pages are pictures');
    await expect(captured('%PDF-1.7\nnothing', 'application/pdf')).rejects.toMatchObject({
      reason: 'unreadable',
      message: 'The PDF file is damaged or protected.',
    });
  });

  test('that is long is cut, and says so', async () => {
    const { content } = await captured(
      smallPdf(
        Array.from({ length: 40 }, () =>
          'A line of some words, again and again, on a page of its own.\n'.repeat(20),
        ),
      ),
      'application/pdf',
    );
    expect(content).toMatch(/The document goes on; what is saved ends here/);
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(20_000);
  });
});

describe('broken HTML', () => {
  test.each<[string, string, string]>([
    ['nothing but text', 'just words', 'just words'],
    ['no html, head or body', '<title>t</title><p>one<p>two <b>bold', 'one\n\ntwo **bold**'],
    [
      'two bodies and two heads',
      '<html><head></head><body><p>one</p></body><head></head><body><p>two</p></body></html>',
      'one\n\ntwo',
    ],
    ['tags that cross', '<p><b>one <i>two</b> three</i></p>', 'one'],
    ['tags that never end', '<div><p>one <a href="/x>two</p>', 'one'],
    ['a frameset', '<frameset><frame src=a></frameset>', 'The page has no text'],
    ['scripts alone', '<div id=root></div><script>render()</script>', 'The page has no text'],
    ['NUL and halves of characters', '<p>a\0b&#xD800;c&#0;d</p>', 'ab'],
    ['tags in no case', '<BODY><H2>Head</H2><P>one<BR>two</BODY>', 'one\\\ntwo'],
  ])('%s still gives its text', async (_what, html, text) => {
    const { content } = await captured(html);
    expect(content).toContain(text);
    expect(content.isWellFormed() && !content.includes('\0')).toBe(true);
  });

  test('a page without text is its description, and says why there is no more', async () => {
    const { content } = await captured(
      '<meta property="og:description" content="What it *is*"><div id=app></div>',
    );
    expect(content).toBe(
      'What it \\*is\\*\n\n*The page has no text that can be read without running its scripts.*',
    );
  });
});

test('titles and metadata are text, of one line and a bounded length', async () => {
  const page =
    await captured(`<title><script>alert(1)</script>Safe\u202E\u0007 title <b onclick="x()">bold</b> &lt;div&gt;</title>
    <meta name=author content="Ada <img src=x onerror=alert(1)>\nByron"><meta property=og:site_name content="<em>Site</em>">
    <meta property=og:image content="javascript:alert(1)"><link rel=canonical href="data:text/html,x"><link rel=icon href="javascript:x">
    <meta name=description content="${'long '.repeat(2000)}"><p>text`);
  expect(page).toMatchObject({
    title: 'Safe title bold <div>',
    author: 'Ada Byron',
    siteName: 'Site',
    imageUrl: null,
    canonicalUrl: null,
    faviconUrl: web.url('/favicon.ico'),
  });
  expect(page.description).toHaveLength(1000);
});

test('nothing of a page runs or hides in its content', async () => {
  const { content } =
    await captured(`<base href="https://other.example/dir/"><article><p>Some <a href="javascript:alert(1)">script</a>,
    <a href="data:text/html,x">data</a>, <a href=" rel/page ">relative</a>, <img src="data:image/png;base64,AAAA" alt=inline>
    <img src="https://t.example/p.gif" width=1 height=1>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt; #tag [[12345678]] ![x](y)
    <style>p{}</style><script>alert(1)</script><iframe src="https://evil.example/"></iframe></p></article>`);
  expect(content).toBe(
    'Some script, data, [relative](https://other.example/dir/rel/page), \\<script>alert(1)\\</script> \\&lt;b\\&gt; \\#tag \\[\\[12345678\\]\\] !\\[x\\](y)',
  );
  expect(readNote(content)).toMatchObject({ tags: [] });
});

test('a page that is longer than a note can be is cut where a block ends, and says so', async () => {
  const { content, pictures } = await captured(
    `<article>${'<p>Some words in a paragraph that counts as text.</p><img src="/a.png">'.repeat(400)}<img src="/last.png"></article>`,
  );
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(20_000);
  expect(content).toMatch(/\n\n\*The page goes on; what is saved ends here[^\n]*\*$/);
  expect(pictures).toEqual([web.url('/a.png')]);
});

test('a post on Twitter is one', async () => {
  const twitter = createCapturer({
    ...web.reach,
    maxContentBytes: 1000,
    mayReach: () => true,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  web.serve('/ada/status/123', '<title>Ada on X</title><p>Hello there</p>');
  expect(await twitter.capture(web.url('/ada/status/123', 'x.com'))).toMatchObject({
    kind: 'tweet',
    content: 'Hello there',
  });
  await twitter.close();
});
