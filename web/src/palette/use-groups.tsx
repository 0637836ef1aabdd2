import { useQuery } from '@tanstack/react-query';
import { Bookmark, Globe, Layers, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { client } from '../lib/client.ts';
import { useTexts } from '../lib/i18n.ts';
import { keys } from '../lib/query-keys.ts';
import { searchPath, useSavedSearches } from '../lib/saved-searches.ts';
import { shortcuts } from '../lib/shortcuts.ts';
import { useTags } from '../lib/tags.ts';
import { sourceOf, SAVED_PAGES } from '../pages/search/query/saved-page.ts';
import { commandsOf } from './commands.tsx';
import { filterItems, tagItems } from './filter-items.ts';
import { beginsLike, holdsWords } from './holds-words.ts';
import type { Group, Item } from './items.ts';
import { hitItem, noteItem } from './note-items.tsx';
import { useNoteHits } from './use-note-hits.ts';
import { useRecentNotes } from './use-recent-notes.ts';

const MOST_NOTES = 7;
const MOST_OTHERS = 4;
const MOST_COMMANDS = 6;
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
    group(
      'search',
      t('search'),
      notes.issue === null ? searchItems(notes.q.trim(), pages.length > 0, t) : [],
    ),
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

type Tell = ReturnType<typeof useTexts>;

/** The same search on the page of searches; among saved pages alone where some of them were found. */
const searchItems = (q: string, hasPages: boolean, t: Tell): Item[] => [
  { key: 'search', icon: Search, text: t('palette-search-for', { query: q }), href: searchPath({ q }) },
  ...(hasPages
    ? [
        {
          key: 'search/pages',
          icon: Globe,
          text: t('palette-search-for', { query: q }),
          side: t('search-saved-pages'),
          href: searchPath({ q, in: SAVED_PAGES }),
        },
      ]
    : []),
];
