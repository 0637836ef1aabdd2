import { useQuery } from '@tanstack/react-query';
import { Bookmark, FileText, Globe, Hash, Layers, ListFilter, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Memo } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { fittingTags } from '../lib/completion-sources.ts';
import { dayKey, formatDay } from '../lib/dates.ts';
import { useTexts } from '../lib/i18n.ts';
import { keys } from '../lib/query-keys.ts';
import { searchPath, useSavedSearches } from '../lib/saved-searches.ts';
import { useUser } from '../lib/session.ts';
import { shortcuts } from '../lib/shortcuts.ts';
import { useTags } from '../lib/tags.ts';
import { notePath } from '../notes/note-text.tsx';
import { FILTERS } from '../pages/search/query/filters.ts';
import { lastToken, replaceLast, tokensOf } from '../pages/search/query/edit-query.ts';
import { belowTitle, markedParts, nearHit } from '../pages/search/query/marked-parts.ts';
import { Marked } from '../pages/search/query/marked.tsx';
import { LONGEST_HEAD } from '../pages/search/query/longest-head.ts';
import { siteOf, sourceOf } from '../pages/search/query/saved-page.ts';
import { commandsOf } from './commands.tsx';
import { beginsLike, holdsWords } from './holds-words.ts';
import type { Group, Item } from './items.ts';
import { knownMemos } from './known-memos.ts';
import { plainOf } from './plain-of.ts';
import { useNoteHits, type NoteHit } from './use-note-hits.ts';

const MOST_NOTES = 7;
const MOST_OTHERS = 4;
const MOST_COMMANDS = 6;
/** A line has room for so many characters before what was found. */
const room = (): number => (matchMedia('(width < 700px)').matches ? 20 : 64);

/** What the palette shows for what is typed, in its order; what is wrong with it as a search; and whether it is all. */
export function useGroups(text: string): { groups: Group[]; issue: string | null; isComplete: boolean } {
  const t = useTexts();
  const typed = text.trim();
  const notes = useNoteHits(text);
  const commands = useCommands();
  const recent = useRecentNotes();
  const { data: tags = [] } = useTags();
  const saved = useSavedSearches();
  const { data: spaces = [] } = useQuery({
    queryKey: [...keys.spaces, 'palette'],
    queryFn: async ({ signal }) => (await client.spaces.list(signal)).spaces,
  });

  const group = (key: string, title: string, items: readonly Item[]): Group => ({ key, title, items });
  const savedItems = saved
    .filter(({ name }) => holdsWords(name, typed))
    .map((search): Item => ({
      key: `saved/${search.id}`,
      icon: Bookmark,
      text: search.name,
      side: <span className="truncate">{search.q}</span>,
      href: searchPath(search),
    }));
  if (typed === '') {
    const groups = [
      group('recent', t('palette-recent'), recent.map(noteItem)),
      group('saved', t('search-saved'), savedItems),
      group('commands', t('palette-commands'), commands.slice(0, 8)),
    ];
    return { groups: groups.filter(hasItems), issue: null, isComplete: true };
  }

  if (typed.startsWith('>')) {
    const wanted = commands.filter(({ name }) => holdsWords(name, typed.slice(1).trim()));
    const groups = [group('commands', t('palette-commands'), wanted)];
    return { groups: groups.filter(hasItems), issue: null, isComplete: true };
  }

  const fitting = commands.filter(({ name }) => holdsWords(name, typed)).slice(0, MOST_COMMANDS);
  const isCommand = typed.length > 1 && fitting.some(({ name }) => beginsLike(name, typed));
  const commandGroup = group('commands', t('palette-commands'), fitting);
  const pages = notes.hits.filter(({ memo }) => sourceOf(memo.content));
  const others = notes.hits.filter(({ memo }) => !sourceOf(memo.content));
  const filters = filterItems(text, tags, t);
  const groups = [
    group('filters', t('search-filters'), filters),
    ...(isCommand ? [commandGroup] : []),
    group('notes', t('notes'), others.slice(0, MOST_NOTES).map(hitItem)),
    group('pages', t('palette-pages'), pages.slice(0, MOST_OTHERS).map(hitItem)),
    group('tags', t('tags'), tagItems(typed, tags)),
    group('saved', t('search-saved'), savedItems.slice(0, MOST_OTHERS)),
    group(
      'spaces',
      t('spaces'),
      spaces
        .filter(({ name }) => holdsWords(name, typed))
        .slice(0, MOST_OTHERS)
        .map(({ id, name }) => ({ key: `space/${id}`, icon: Layers, text: name, href: `/spaces/${id}` })),
    ),
    ...(isCommand ? [] : [commandGroup]),
    group('search', t('search'), notes.issue === null ? [searchItem(notes.q.trim(), t)] : []),
  ];
  // Where a filter is not written to its end, it says how it could go on.
  const issue = filters.length > 0 ? null : notes.issue;
  return { groups: groups.filter(hasItems), issue, isComplete: notes.isCurrent || notes.issue !== null };
}

const hasItems = ({ items }: Group): boolean => items.length > 0;

/** The keys of the page below, as they were when the palette was opened. */
function useCommands() {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [below] = useState(() => shortcuts.get());
  return useMemo(() => commandsOf(t, navigate, below), [t, navigate, below]);
}

function useRecentNotes(): readonly Memo[] {
  const creator = useUser().name;
  const { data = [] } = useQuery({
    queryKey: [...keys.search, 'recent', creator],
    queryFn: async ({ signal }) =>
      (await client.memos.list({ creator, orderBy: 'updated_ts', order: 'desc', limit: 6 }, signal)).data,
    placeholderData: () =>
      knownMemos()
        .filter((memo) => memo.creator === creator)
        .toSorted((a, b) => b.updateTime.localeCompare(a.updateTime))
        .slice(0, 6),
    staleTime: 0,
  });
  return data;
}

function noteItem(memo: Memo): Item {
  const title = plainOf(memo.title);
  const source = sourceOf(memo.content);
  return {
    key: `note/${memo.id}`,
    icon: source ? Globe : FileText,
    text: title,
    side: source ? siteOf(source) : formatDay(dayKey(memo.createTime)),
    href: notePath(memo.id),
  };
}

function hitItem({ memo, title, snippet }: NoteHit): Item {
  const plain = plainOf(memo.title);
  const hasHead = plain.length <= LONGEST_HEAD;
  const shown = hasHead ? [plain, sourceOf(memo.content) ?? ''] : [];
  const below = nearHit(belowTitle(markedParts(snippet), plain, shown), room());
  if (!hasHead) return { ...noteItem(memo), text: <Marked parts={below} /> };
  return {
    ...noteItem(memo),
    text: <Marked parts={nearHit(markedParts(title), room())} />,
    detail: below.length > 0 && <Marked parts={below} />,
  };
}

const searchItem = (q: string, t: ReturnType<typeof useTexts>): Item => ({
  key: 'search',
  icon: Search,
  text: t('palette-search-for', { query: q }),
  href: searchPath({ q }),
});

/** A tag by itself leads to its notes; within a query it is written into it. */
function tagItems(typed: string, tags: Parameters<typeof fittingTags>[0]): Item[] {
  const name = /^(?:#|tag:#?)?([^\s"|:]+)$/i.exec(typed)?.[1];
  if (name === undefined) return [];
  const exact = tags.filter((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return [...exact, ...fittingTags(tags, name)].slice(0, MOST_OTHERS).map((tag) => ({
    key: `tag/${tag.name}`,
    icon: Hash,
    text: tag.name,
    side: String(tag.count),
    href: `/?tag=${encodeURIComponent(tag.name)}`,
  }));
}

/** How what is written last could go on, if it is the beginning of a filter. */
function filterItems(
  text: string,
  tags: Parameters<typeof fittingTags>[0],
  t: ReturnType<typeof useTexts>,
): Item[] {
  const last = lastToken(text);
  const tag = /^(?:#|tag:#?)(.*)$/i.exec(last)?.[1];
  if (tag !== undefined) {
    // Alone it is a place to go: see `tagItems`.
    if (tokensOf(text).length < 2) return [];
    return fittingTags(tags, tag)
      .slice(0, MOST_OTHERS)
      .map(({ name, count }) => ({
        key: `filter/#${name}`,
        icon: Hash,
        text: `#${name}`,
        side: String(count),
        insert: replaceLast(text, `#${name} `),
      }));
  }
  if (!/^(?:is|has|before|after):/i.test(last)) return [];
  return FILTERS.filter(({ token }) => token.startsWith(last.toLowerCase()) && token !== last).map(
    ({ token, text: meaning }) => ({
      key: `filter/${token}`,
      icon: ListFilter,
      text: token,
      side: t(meaning),
      insert: replaceLast(text, `${token} `),
    }),
  );
}
