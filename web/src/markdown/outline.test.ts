import { expect, test } from 'vitest';
import { outlineOf } from './outline.ts';

test('the outline holds both kinds of heading, in order, with plain text', () => {
  const headings = outlineOf(
    '# A *walk* by `the` [quay](x)\n\nTwo\n===\n\nThree\n---\n\n###### Six ##\n\n```\n# no\n```\n',
  );
  expect(headings.map(({ level, text }) => [level, text])).toEqual([
    [1, 'A walk by the quay'],
    [1, 'Two'],
    [2, 'Three'],
    [6, 'Six'],
  ]);
});

test('headings of the same text have addresses of their own', () => {
  expect(outlineOf('# Été #x\n\n# Été #x\n\n# ?').map(({ slug }) => slug)).toEqual([
    'été-x',
    'été-x-1',
    'section',
  ]);
});

test('a heading says where its text is', () => {
  const content = 'text\r\n\r\n> ## Quoted';
  const [heading] = outlineOf(content);
  expect(heading).toMatchObject({ level: 2, text: 'Quoted' });
  expect(content.slice(heading!.from).trim()).toBe('Quoted');
});
