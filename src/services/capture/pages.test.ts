import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import markedFootnote from 'marked-footnote';
import { describe, expect, test } from 'vitest';
import { readNote } from '../../domain/markdown/index.ts';
import { parseWhole, type PageElement } from './html/dom.ts';
import { readHtml } from './html/read-html.ts';
import { CAPTURE_LIMITS } from './limits.ts';
import type { ReadPage } from './messages.ts';

/** Pages as they are on the Web, in `pages/`, beside the Markdown that comes out of them. */
function readFile(name: string): { page: ReadPage; expected: string } {
  const file = (ending: string): string =>
    readFileSync(new URL(`./pages/${name}.${ending}`, import.meta.url), 'utf8');
  const given = { limits: CAPTURE_LIMITS, maxContentBytes: 1_000_000 };
  const page = readHtml(file('html'), new URL('https://site.example/docs/page'), given as never);
  return { page, expected: file('md').trimEnd() };
}

marked.use(markedFootnote());

function rendered(content: string): PageElement {
  return parseWhole(marked.parse(content, { async: false })).body;
}

const words = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

describe.each(['reference', 'blog', 'encyclopedia'])('%s', (name) => {
  const { page, expected } = readFile(name);

  test('becomes the Markdown beside it', () => {
    expect(page.content).toBe(expected);
  });

  test('brings no tags, and no links to notes', () => {
    const facts = readNote(page.content);
    expect([facts.tags, facts.links]).toEqual([[], []]);
  });

  test('renders with the code, tables and pictures of the page', () => {
    const html = rendered(page.content);
    const source = parseWhole(readFileSync(new URL(`./pages/${name}.html`, import.meta.url), 'utf8')).body;
    for (const code of source.querySelectorAll('p code, td code, li code, dd p code')) {
      const shown = Array.from(html.querySelectorAll('code'), ({ textContent }) => textContent);
      expect(shown).toContain(code.textContent);
    }
    for (const cell of source.querySelectorAll('.wikitable td, .standard-table td')) {
      const shown = Array.from(html.querySelectorAll('td'), ({ textContent }) => words(textContent));
      expect(shown.join('|')).toContain(words(cell.textContent).replace(/ ?\(second box\)|\[a\]/, ''));
    }
    const pictures = Array.from(html.querySelectorAll('img'), (img) => img.getAttribute('src'));
    expect(pictures).toEqual(page.pictures);
    expect(html.querySelectorAll('script, iframe, [onclick]')).toHaveLength(0);
  });
});

test('metadata is taken from Open Graph, Twitter cards, JSON-LD and HTML', () => {
  const { content: _c, pictures: _p, ...reference } = readFile('reference').page;
  expect(reference).toEqual({
    title: 'Array.prototype.zip() - JavaScript',
    description: 'The zip() method of Array instances puts the elements of two arrays in pairs.',
    imageUrl: 'https://site.example/social-share.png',
    siteName: 'Web Reference',
    author: null,
    publishedAt: null,
    language: 'en-US',
    canonicalUrl: 'https://reference.example/en-US/docs/Array/zip',
    faviconUrl: 'https://site.example/favicon-48.png',
  });
  expect(readFile('blog').page).toMatchObject({
    title: 'Writing a small scheduler',
    description: 'A heap, a clock and forty lines.',
    imageUrl: 'https://cdn.example/cards/scheduler.png',
    siteName: "Ada's Notebook",
    author: 'Ada Byron, Grace Hopper',
    publishedAt: Date.UTC(2025, 2, 1, 8, 30),
    language: 'en',
    faviconUrl: 'https://cdn.example/icon.ico',
  });
  expect(readFile('encyclopedia').page).toMatchObject({ title: 'Zettelkasten', siteName: 'Encyclopedia' });
});
