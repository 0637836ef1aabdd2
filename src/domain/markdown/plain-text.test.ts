import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['# Title #\n\nText', 'Title Text'],
  ['**bold** *em* _em_ ~~gone~~ ***both***', 'bold em em gone both'],
  ['2 * 3 * 4, snake_case_name, a ~ b, 5*', '2 * 3 * 4, snake_case_name, a ~ b, 5*'],
  ['`` a ` b `` and `*c*`', 'a ` b and *c*'],
  ['[text](x "t") ![alt](y) <https://x.y> [r] [no]\n\n[r]: z', 'text alt https://x.y r [no]'],
  ['a<b>c</b><br>d <!-- no --> e', 'ac d e'],
  ['<div>\n<p>one</p> two\n</div>', 'one two'],
  ['> quoted\n> more\n>\n> ```\n> code\n> ```', 'quoted more code'],
  ['- [x] done\n- item\n\n1. one', 'done item one'],
  ['| a | b |\n|---|---|\n| c | d |', 'a b c d'],
  ['&lt;b&gt; &amp;amp; &#233; &#x1F389; &nope;', '<b> &amp; é 🎉 &nope;'],
  ['\\*not\\* line\\\nbreak', '*not* line break'],
  ['a\t\tb\u00A0\u3000c', 'a b c'],
])('of %j is %j', (content, text) => expect(plainText(content)).toBe(text));
