import { Hash, ListFilter } from 'lucide-react';
import { fittingTags } from '../lib/completion-sources.ts';
import type { useTexts } from '../lib/i18n.ts';
import { lastToken, replaceLast, tokensOf } from '../pages/search/query/edit-query.ts';
import { FILTERS } from '../pages/search/query/filters.ts';
import type { Item } from './items.ts';

type Tags = Parameters<typeof fittingTags>[0];

const MOST = 4;

/** A tag by itself leads to its notes; within a query it is written into it. */
export function tagItems(typed: string, tags: Tags): Item[] {
  const name = /^(?:#|tag:#?)?([^\s"|:]+)$/i.exec(typed)?.[1];
  if (name === undefined) return [];
  const exact = tags.filter((tag) => tag.name.toLowerCase() === name.toLowerCase());
  return [...exact, ...fittingTags(tags, name)].slice(0, MOST).map((tag) => ({
    key: `tag/${tag.name}`,
    icon: Hash,
    text: tag.name,
    side: String(tag.count),
    href: `/?tag=${encodeURIComponent(tag.name)}`,
  }));
}

/** How what is written last could go on, if it is the beginning of a filter. */
export function filterItems(text: string, tags: Tags, t: ReturnType<typeof useTexts>): Item[] {
  const last = lastToken(text);
  const tag = /^(?:#|tag:#?)(.*)$/i.exec(last)?.[1];
  if (tag !== undefined) {
    // Alone it is a place to go: see `tagItems`.
    if (tokensOf(text).length < 2) return [];
    return fittingTags(tags, tag)
      .slice(0, MOST)
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
