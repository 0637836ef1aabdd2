import { queryOptions } from '@tanstack/react-query';
import type { TagCount } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { keys } from './query-keys.ts';

/** How many completions are offered. */
const MOST = 8;

/** The tags with this in them, those that begin with it first; the most used first among equals. */
export function fittingTags(tags: readonly TagCount[], text: string): TagCount[] {
  const wanted = text.toLowerCase();
  const begins = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1);
  return tags
    .filter(({ name }) => name.toLowerCase().includes(wanted) && name.toLowerCase() !== wanted)
    .toSorted((a, b) => begins(a.name) - begins(b.name))
    .slice(0, MOST);
}

/** The notes that a link may be meant for: by the same search as everywhere; without a word, the newest. */
export function noteTitles(text: string) {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const q = words.map((word, index) => (index === words.length - 1 ? `${word}*` : word)).join(' ');
  return queryOptions({
    queryKey: [...keys.noteTitles, q],
    queryFn: async ({ signal }) => {
      const { data } =
        q === ''
          ? await core.memos.list({ limit: MOST }, signal)
          : await core.memos.search({ q, limit: MOST }, signal);
      const { shownTitle } = await import('../titles/shown-title.ts');
      return data.map(({ title, filename, createTime }) => ({
        title: shownTitle(title),
        filename,
        createTime,
      }));
    },
  });
}
