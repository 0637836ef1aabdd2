import { expect, test } from 'vitest';
import { firstWords, ownPicture, shortAddress, siteOf, textOf } from './page-words.ts';

const page = (content: string, description = '') => ({ content, description }) as never;

test('a page is named by its site, and its address is short', () => {
  expect(siteOf({ url: 'https://www.example.com/a/b?c' })).toBe('example.com');
  expect(shortAddress('https://www.example.com/a/')).toBe('example.com/a');
});

test('its text comes without the title and the address that its note begins with', () => {
  expect(textOf({ content: '# A title\n\n<https://example.com/a>\n\nThe text.' })).toBe('The text.');
  expect(textOf({ content: '<https://example.com/a>' })).toBe('');
  expect(textOf({ content: '# Edited\n\nThe text.' })).toBe('# Edited\n\nThe text.');
});

test('its first words are those of its description, or how its text begins, without marks', () => {
  expect(firstWords(page('anything', ' About it '))).toBe('About it');
  expect(
    firstWords(
      page(
        '# T\n\n<https://a.example>\n\n![x](y.png) **Bold** and [a link](https://b.example), 3 \\* 4\n\n> quoted\n- item',
      ),
    ),
  ).toBe('Bold and a link, 3 * 4 quoted item');
});

test.each([
  ['/api/v1/resources/1a2b3c4d', '/api/v1/resources/1a2b3c4d?thumbnail=true'],
  ['', null],
  ['https://example.com/tea.png', null],
  ['https://example.com/api/v1/resources/1a2b3c4d', null],
  ['//example.com/api/v1/resources/1a2b3c4d', null],
  ['/api/v1/resources/../auth/signout', null],
])(
  'the picture %j is shown where it is kept here, and nothing is loaded from elsewhere',
  (ogImage, shown) => {
    expect(ownPicture({ ogImage })).toBe(shown);
  },
);
