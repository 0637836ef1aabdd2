import type { FoundMemory, SearchResult } from '../../../../../src/client/index.ts';
import { readTitle } from '../../../../../src/domain/markdown/index.ts';
import { markSnippet, type SearchQuery } from '../../../../../src/domain/search/index.ts';
import { client } from '../../../lib/client.ts';
import { notePath } from '../../../notes/note-text.tsx';
import { shownTitle, titleHeading } from '../../../titles/shown-title.ts';
import { asTyped } from './as-typed.ts';
import { checkQuery } from './check-query.ts';
import { SAVED_PAGES, sourceOf } from './saved-page.ts';

/** A note that was found, wherever it was looked for. */
export interface Result {
  key: string;
  href: string;
  /** As it is read. */
  title: string;
  /** HTML of text and marks, like the snippet. */
  markedTitle: string;
  snippet: string;
  createTime: string;
  tags: readonly string[];
  /** The address that it was saved from. */
  source: string | undefined;
}

/** Where to go on; `isRelaxed`: with the last word as the beginning of one. */
export interface Place {
  token: string;
  isRelaxed: boolean;
}

export interface ResultPage {
  results: Result[];
  next: Place | undefined;
  isRelaxed: boolean;
  /** Whether there may be more that cannot be asked for. */
  isCut: boolean;
}

export const START: Place = { token: '', isRelaxed: false };
const PAGE = 30;
/** Of saved pages, more are read at once, since notes are left out. */
const WIDE_PAGE = 100;
/** So many the memories API answers at most, without a way to go on. */
const MOST_IN_SPACE = 50;

/**
 * A page of what a query finds. Where nothing has the last word as it stands, words that begin like it count.
 * @param within `pages`, the id of a space, or empty for all that the timeline shows
 */
export async function findPage(
  q: string,
  within: string,
  place: Place,
  signal: AbortSignal,
): Promise<ResultPage> {
  const relaxed = asTyped(q);
  const page = await find(place.isRelaxed ? relaxed : q, within, place, signal);
  const isNothing = page.results.length === 0 && !page.next && place.token === '';
  if (!isNothing || place.isRelaxed || relaxed === q) return page;
  return find(relaxed, within, { token: '', isRelaxed: true }, signal);
}

async function find(q: string, within: string, place: Place, signal: AbortSignal): Promise<ResultPage> {
  const { query } = checkQuery(q);
  if (!query) return { results: [], next: undefined, isRelaxed: false, isCut: false };
  const { isRelaxed } = place;
  if (within !== '' && within !== SAVED_PAGES) {
    const { results } = await client.memories.search(q, { limit: MOST_IN_SPACE, spaces: [within] }, signal);
    return {
      results: results.map((found) => ofMemory(found, query)),
      next: undefined,
      isRelaxed,
      isCut: results.length === MOST_IN_SPACE,
    };
  }
  const isForPages = within === SAVED_PAGES;
  const narrowed = `${q} has:link`;
  const asked = isForPages && checkQuery(narrowed).query ? narrowed : q;
  const paging = { limit: isForPages ? WIDE_PAGE : PAGE, ...(place.token && { pageToken: place.token }) };
  const { data, nextPageToken } = await client.memos.search({ q: asked, ...paging }, signal);
  const results = data.map((found) => ofMemo(found, query));
  return {
    results: isForPages ? results.filter(({ source }) => source !== undefined) : results,
    next: nextPageToken === '' ? undefined : { token: nextPageToken, isRelaxed },
    isRelaxed,
    isCut: false,
  };
}

function ofMemo(memo: SearchResult, query: SearchQuery): Result {
  const { id, title, content, snippet, createTime, tags } = memo;
  return {
    key: String(id),
    href: notePath(id),
    title: shownTitle(title),
    markedTitle: markSnippet(titleHeading(title), query, title.length),
    snippet,
    createTime,
    tags,
    source: sourceOf(content),
  };
}

/** The memories API sends the whole text and no marks: they are made here as the server makes them. */
function ofMemory({ id, content, createdAt }: FoundMemory, query: SearchQuery): Result {
  const { title } = readTitle(content);
  return {
    key: id,
    href: notePath(id),
    title: shownTitle(title),
    markedTitle: markSnippet(titleHeading(title), query, title.length),
    snippet: markSnippet(content, query),
    createTime: createdAt,
    tags: [],
    source: sourceOf(content),
  };
}
