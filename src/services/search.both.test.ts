import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { EPOCH } from '../../test/support/records.ts';
import { ANONYMOUS, type Principal, type SignedIn } from '../domain/access.ts';
import { DAY } from '../domain/time.ts';

const DOCUMENTS = {
  cats: 'Cats and dogs\nliving together in harmony #animals #home/kitchen',
  dogs: 'Dogs\nbark; they do not meow. Harmony together living #animals/dogs',
  cafe: 'Café crème brûlée à la façon de Zoë — Straße, Ærø, Ångström',
  chinese: '全文検索は難しい\n我喜歡在北京吃烤鴨',
  japanese: '東京タワーへ行きました。カタカナとひらがな',
  korean: '한국어 문서를 검색합니다',
  emoji: 'Party 🎉 with 👩‍👩‍👧 and 🇩🇪 flags #🎉',
  code: 'A shell line: `rm -rf "C:\\temp\\100%"` and it\'s snake_case or kebab-case, C++ & a.b.c',
  tasks: '- [ ] buy milk\n- [x] read https://example.com/a?b=c#d\n\n[other](64214a1d.md)',
  numbers: 'Version 3.14 of 2024-05-01, 1,000 items at 50%',
  mixed: 'The Ｆｕｌｌ width ﬁle, ΣΊΣΥΦΟΣ and İstanbul',
  quotes: `It was "quoted" and 'single' and \\back\\slash and {braces} (parens) [brackets] <tags> a:b a*b !not -minus |pipe& ~tilde`,
} as const;
type Name = keyof typeof DOCUMENTS;

let opened: TestServices;
let owner: SignedIn;
const nameOf = new Map<number, Name>();

beforeAll(async () => {
  opened = await openTestServices();
  owner = await addUser(opened, 'ada');
  for (const [index, [name, content]] of Object.entries(DOCUMENTS).entries()) {
    const createdAt = EPOCH - (index + 1) * DAY;
    const note = await addNote(opened.services, owner, content, { createdAt, pinned: name === 'cats' });
    nameOf.set(note.id, name as Name);
  }
});
afterAll(() => opened.close());

async function found(q: string, principal: Principal = owner): Promise<string[]> {
  const { hits } = await opened.services.search.find(principal, { q, limit: 100 });
  return hits.map(({ note }) => nameOf.get(note.id) ?? `note ${note.id}`).toSorted();
}

describe('the words', () => {
  test.each<[string, Name[]]>([
    ['dogs', ['cats', 'dogs']],
    ['DOGS', ['cats', 'dogs']],
    ['dog', []],
    ['dog*', ['cats', 'dogs']],
    ['cats dogs', ['cats']],
    ['cats|bark', ['cats', 'dogs']],
    ['cats|bark harmony', ['cats', 'dogs']],
    ['harmony -cats', ['dogs']],
    ['harmony !cats', ['dogs']],
    ['-harmony party', ['emoji']],
    ['"living together"', ['cats']],
    ['"together living"', ['dogs']],
    ['"dogs living"', ['cats']],
    ['"dogs together"', []],
    ['"harmony together living"', ['dogs']],
    ['"living tog"*', ['cats']],
    ['harmony -"living together"', ['dogs']],
    ['"cats and dogs living"', ['cats']],
    ['cafe', ['cafe']],
    ['CAFÉ', ['cafe']],
    ['creme brulee', ['cafe']],
    ['zoe', ['cafe']],
    ['angstrom', ['cafe']],
    ['北京', ['chinese']],
    ['京', ['chinese', 'japanese']],
    ['烤鴨', ['chinese']],
    ['検索は難', ['chinese']],
    ['北京烤鴨', []],
    ['東京', ['japanese']],
    ['ひらがな', ['japanese']],
    ['검색', ['korean']],
    ['🎉', ['emoji']],
    ['🇩🇪', ['emoji']],
    ['👩‍👩‍👧', ['emoji']],
    ['snake_case', ['code']],
    ['kebab-case', ['code']],
    ["it's", ['code']],
    ['3.14', ['numbers']],
    ['2024-05-01', ['numbers']],
    ['full', ['mixed']],
    ['file', ['mixed']],
    ['σισυφος', ['mixed']],
    ['istanbul', ['mixed']],
    ['nowhere', []],
  ])('%s', async (q, expected) => {
    expect(await found(q)).toEqual(expected.toSorted());
  });
});

describe('what looks like the syntax of an engine is text', () => {
  test.each([
    `"quoted"`,
    `'single'`,
    `\\back\\slash`,
    `back\\`,
    `{braces}`,
    `(parens)`,
    `[brackets]`,
    `<tags>`,
    `a*b`,
    `pipe&`,
    `~tilde`,
    `quoted' OR '1'='1`,
    `quoted:*`,
    `quoted%`,
    `^quoted`,
    `"quoted" "and" 'single'`,
  ])('%s', async (q) => {
    expect(await found(q)).toSatisfy((names: string[]) => names.every((name) => name in DOCUMENTS));
    expect(await found(`${q} quoted`)).toSatisfy((names: string[]) =>
      names.every((name) => name === 'quotes'),
    );
  });

  test.each([
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'title:cats',
    'scope:o',
    'quoted OR NOT (',
    'a "unclosed',
    "'' x",
    '"\\" x',
  ])('%s does not fail', async (q) => {
    await expect(found(q)).resolves.toBeInstanceOf(Array);
  });

  test('NUL and lone halves of characters find nothing and do not fail', async () => {
    expect(await found('cats\0 \ud83c')).toEqual(['cats']);
  });
});

describe('the filters', () => {
  test.each<[string, Name[]]>([
    ['#animals', ['cats', 'dogs']],
    ['tag:animals/dogs', ['dogs']],
    ['tag:home', ['cats']],
    ['tag:hom', []],
    ['#animals -#home', ['dogs']],
    ['#animals bark', ['dogs']],
    ['#🎉', ['emoji']],
    ['is:pinned', ['cats']],
    ['harmony -is:pinned', ['dogs']],
    ['has:task', ['tasks']],
    ['has:code', ['code']],
    ['has:link', ['tasks']],
    ['has:link -milk', []],
    [
      'before:2024-04-29',
      ['cafe', 'chinese', 'japanese', 'korean', 'emoji', 'code', 'tasks', 'numbers', 'mixed', 'quotes'],
    ],
    ['after:2024-04-29', ['cats', 'dogs']],
    ['after:2024-04-28 before:2024-04-30', ['cafe', 'dogs']],
    ['after:2d', ['cats', 'dogs']],
    ['dogs before:2024-04-30', ['dogs']],
  ])('%s', async (q, expected) => {
    expect(await found(q)).toEqual(expected.toSorted());
  });
});

test('the newest come first where only filters are given, and paging shows each once', async () => {
  const ids: number[] = [];
  for (let pageToken: string | undefined; pageToken !== '';) {
    const request = { q: 'after:2020-01-01', limit: 5, pageToken };
    const page = await opened.services.search.find(owner, request);
    ids.push(...page.hits.map(({ note }) => note.id));
    pageToken = page.nextPageToken;
  }
  expect(ids).toEqual([...nameOf.keys()]);
});

test('nobody else finds private notes, by words, tags or properties', async () => {
  const other = await addUser(opened, 'ben');
  for (const q of ['dogs', '#animals', 'is:pinned', 'has:task', 'after:2020-01-01', '-nowhere', 'd*', '京']) {
    expect(await found(q, other), q).toEqual([]);
    expect(await found(q, ANONYMOUS), q).toEqual([]);
  }
});
