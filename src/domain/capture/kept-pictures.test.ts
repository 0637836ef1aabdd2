import { describe, expect, test } from 'vitest';
import {
  keptPictures,
  pictureAddresses,
  pictureFilename,
  pictureSource,
  withKeptPictures,
} from './kept-pictures.ts';

const A = 'https://example.com/a.png';
const KEPT = (title: string) => `![A](/api/v1/resources/1a2b3c4d ${title})`;
const rewritten = (content: string) =>
  withKeptPictures(content, (source) => (source === A ? '1a2b3c4d' : undefined));

describe('pictures of a saved page', () => {
  test('are found where Markdown has them, and nowhere else', () => {
    const content = `![A](${A}) and [![b](<https://example.com/b.png>)](https://example.com/c.png)

\`![d](https://example.com/d.png)\` [link](https://example.com/e.png) ![f](/api/v1/resources/12) \\![g](https://example.com/g)

> ![h](https://example.com/h.png "words") ![A](${A})

| ![i](https://example.com/i.png) | text |
|---|---|

    ![j](https://example.com/j.png)
`;
    expect(pictureAddresses(content)).toEqual(
      ['a', 'b', 'h', 'i'].map((name) => `https://example.com/${name}.png`),
    );
  });

  test('point to their attachments, and say where they are from', () => {
    expect(rewritten(`x ![A](${A}) y ![B](https://example.com/b.png)`)).toBe(
      `x ${KEPT(`"${A}"`)} y ![B](https://example.com/b.png)`,
    );
    expect(rewritten(`[![A](<${A}>)](https://example.com/)`)).toBe(
      `[${KEPT(`"${A}"`)}](https://example.com/)`,
    );
    expect(rewritten(`\`![A](${A})\``)).toBe(`\`![A](${A})\``);
  });

  test.each([
    [`"Two cats"`, `"Two cats – ${A}"`],
    [`'A "cat"'`, `'A "cat" – ${A}'`],
    [`(cats)`, `(cats – ${A})`],
    [`""`, `"${A}"`],
  ])('keep what the page says of them: %s', (title, expected) => {
    const kept = rewritten(`![A](${A} ${title})`);
    expect(kept).toBe(KEPT(expected));
    expect(keptPictures(kept)).toEqual(new Map([[A, '1a2b3c4d']]));
    expect(rewritten(kept)).toBe(kept);
  });

  test.each([
    'https://example.com/a(1).png?x=`y`&copy;=1#"z"',
    "https://example.com/it's.png?a=\\b",
    'https://example.com/%3Cb%3E.png',
  ])('with any address are found again: %s', (address) => {
    const source = pictureSource(new URL(address).href);
    const kept = withKeptPictures(`![A](<${new URL(address).href}>)`, (name) =>
      name === source ? '12' : undefined,
    );
    expect(kept).toBe(`![A](/api/v1/resources/12 "${source}")`);
    expect(keptPictures(kept)).toEqual(new Map([[source, '12']]));
  });
});

test.each([
  ['https://example.com/img/cat.png?w=200', 'image/png', 'cat.png'],
  ['https://example.com/img/cat.png', 'image/webp', 'cat.webp'],
  ['https://example.com/a%20b.JPEG', 'image/jpeg', 'a b.jpg'],
  ['https://example.com/', 'image/gif', 'picture.gif'],
  ['https://example.com/..%2f..%2fetc%2fpasswd', 'image/png', 'passwd.png'],
  ['https://example.com/%ff', 'image/avif', '%ff.avif'],
])('the file of %s (%s) is called %s', (address, type, name) => {
  expect(pictureFilename(address, type)).toBe(name);
});
