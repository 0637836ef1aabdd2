import { setImmediate as pause } from 'node:timers/promises';
import { audienceOf, mayRead, readerOf, shelvesFor, type Principal } from '../domain/access.ts';
import {
  oldShelfTerms,
  PROPERTY_TERMS,
  shelfTerm,
  spaceTerm,
  tagTerm,
  type Property,
} from '../domain/index-terms.ts';
import { tagKey } from '../domain/markdown/index.ts';
import { positionAt, timeAt, type NoteView } from '../domain/note.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import { rank, type Candidate, type Ranked } from '../domain/rank.ts';
import {
  markSnippet,
  parseQuery,
  type Clause,
  type Filters,
  type SearchQuery,
} from '../domain/search/index.ts';
import type { Clock } from '../domain/time.ts';
import type { Match, MatchAny, MatchTerm, PositionRange } from '../store/search.ts';
import type { Store } from '../store/store.ts';

export interface SearchRequest {
  /** The search language of `domain/search`; may be empty where `tag` is given. */
  q: string;
  tag?: string | undefined;
  limit: number;
  pageToken?: string | undefined;
  /** Where to look; default: in all that the reader's timeline shows. */
  within?: SearchWithin | undefined;
}

/** The reader's own notes, or what these spaces hold; whether the reader may see them is for the caller to ask. */
export type SearchWithin = 'own' | { spaceIds: readonly number[] };

export interface SearchHit {
  note: NoteView;
  /** 0 to 1. */
  score: number;
  /** HTML: text with the hits in `<mark>`. */
  snippet: string;
}

/** An answer with few hits, or none, and a token for what lies before, is given only after so many looks. */
const MAX_LOOKS = 8;
/** So many of the newest matches are ranked at a time, so that a common word costs no more than a rare one. */
const WINDOW = 500;
/** Notes are read by so many, and others get their turn after so much text. */
const NOTES_AT_ONCE = 8;
const CHARACTERS_PER_TURN = 200_000;

export function createSearch({ store, clock }: { store: Store; clock: Clock }) {
  let isBuilt = false;

  return {
    /**
     * The notes that match and that the reader may see. With words, the best of the newest 500 matches come first, then
     * the best of the 500 before them; with filters alone, the newest first. Where many notes have each of the words and
     * few have all of them, a page may hold fewer hits than asked for, or none, and its token goes on below it.
     * @throws INVALID_ARGUMENT naming `q`, `tag` or `pageToken`
     */
    async find(
      principal: Principal,
      request: SearchRequest,
    ): Promise<{ hits: SearchHit[]; nextPageToken: string }> {
      const order = `search-${fingerprint(JSON.stringify([request.q, request.tag, request.within]))}`;
      const [top, bottom, offset, at] =
        request.pageToken === undefined ? [] : decodeCursor(request.pageToken, order, 4);
      // All pages are those of one moment: ages are part of the order.
      const now = at ?? clock();
      const query = parse(request, now);
      if (typeof request.within === 'object' && request.within.spaceIds.length === 0)
        return { hits: [], nextPageToken: '' };
      const match = matchFor(query, principal, await isRebuilding(), request.within);
      const all = rangeFor(query.filters);
      const range = { from: Math.max(all.from, bottom ?? 0), to: Math.min(all.to, top ?? all.to) };
      const page =
        query.all.length > 0
          ? await rankedPage(match, query.all, range, {
              offset: Math.max(offset ?? 0, 0),
              limit: request.limit,
              now,
              end: all.from,
            })
          : await newestPage(match, range, request.limit);
      return {
        hits: await hitsOf(principal, query, page.ranked),
        nextPageToken: page.next ? encodeCursor(order, [...page.next, now]) : '',
      };
    },
  };

  async function isRebuilding(): Promise<boolean> {
    isBuilt ||= (await store.read.search.build()).isComplete;
    return !isBuilt;
  }

  async function rankedPage(
    match: Match,
    clauses: readonly Clause[],
    range: PositionRange,
    { offset, limit, now, end }: { offset: number; limit: number; now: number; end: number },
  ): Promise<Page> {
    const { candidates, below } = await candidatesIn(match, clauses, range, offset + limit);
    const ranked = rank(candidates, timeAt, now);
    const newest = candidates[0]?.position;
    const oldest = candidates.length === WINDOW ? candidates.at(-1)?.position : undefined;
    const bottom = oldest ?? below ?? range.from;
    let next: Page['next'] = null;
    // The window must stay as it is while new matches arrive above it.
    if (newest !== undefined && offset + limit < ranked.length) next = [newest + 1, bottom, offset + limit];
    else if (bottom > end) next = [bottom, 0, 0];
    return { ranked: ranked.slice(offset, offset + limit), next };
  }

  /** Where words that are common each stand together in few notes, one look does not find a page of them. */
  async function candidatesIn(
    match: Match,
    clauses: readonly Clause[],
    range: PositionRange,
    wanted: number,
  ): Promise<{ candidates: Candidate[]; below: number | null }> {
    const candidates: Candidate[] = [];
    let below: number | null = range.to;
    for (let looks = 0; below !== null && candidates.length < wanted && looks < MAX_LOOKS; looks++) {
      const part = { from: range.from, to: below };
      const found = await store.read.search.candidates(match, clauses, part, WINDOW - candidates.length);
      candidates.push(...found.candidates);
      below = found.below;
    }
    return { candidates, below };
  }

  async function newestIn(match: Match, range: PositionRange, wanted: number) {
    const positions: number[] = [];
    let below: number | null = range.to;
    for (let looks = 0; below !== null && positions.length < wanted && looks < MAX_LOOKS; looks++) {
      const part = { from: range.from, to: below };
      const found = await store.read.search.newest(match, part, wanted - positions.length);
      positions.push(...found.positions);
      below = found.below;
    }
    return { positions, below };
  }

  async function newestPage(match: Match, range: PositionRange, limit: number): Promise<Page> {
    const { positions, below } = await newestIn(match, range, limit + 1);
    const shown = positions.slice(0, limit);
    const bottom = positions.length > limit ? (shown.at(-1) ?? below) : below;
    return {
      ranked: shown.map((position) => ({ position, score: 1 })),
      next: bottom === null ? null : [bottom, 0, 0],
    };
  }

  async function hitsOf(
    principal: Principal,
    query: SearchQuery,
    ranked: readonly Ranked[],
  ): Promise<SearchHit[]> {
    const audience = readerOf(principal);
    const hits: SearchHit[] = [];
    let read = 0;
    for (let start = 0; start < ranked.length; start += NOTES_AT_ONCE) {
      const some = ranked.slice(start, start + NOTES_AT_ONCE);
      const scores = new Map(some.map(({ position, score }) => [position, score]));
      for (const note of await store.read.notes.atPositions([...scores.keys()], audience)) {
        // Since the index was asked, one may have turned private.
        if (note.status !== 'NORMAL' || !mayRead(principal, note)) continue;
        read += note.content.length;
        if (read > CHARACTERS_PER_TURN) {
          await pause();
          read = 0;
        }
        const snippet = markSnippet(note.content, query);
        hits.push({ note, score: scores.get(note.position) ?? 0, snippet });
      }
    }
    return hits;
  }
}

interface Page {
  ranked: Ranked[];
  /** Of the next page: the range of its window, `from` last, and how many of the window were shown. */
  next: [to: number, from: number, offset: number] | null;
}

function parse({ q, tag }: SearchRequest, now: number): SearchQuery {
  const isFilterOnly = q.trim() === '' && tag !== undefined;
  const query = isFilterOnly ? { all: [], none: [], filters: { tags: [], notTags: [] } } : parseQuery(q, now);
  if (tag === undefined) return query;
  return { ...query, filters: { ...query.filters, tags: [...query.filters.tags, tagKey(tag)] } };
}

/** The query with what the reader may see as its first condition. */
function matchFor(
  { all, none, filters }: SearchQuery,
  principal: Principal,
  isRebuilding: boolean,
  within: SearchWithin | undefined,
): Match {
  const access = accessFor(principal, isRebuilding, within);
  const words = all.map((clause) => ({ any: clause.any.map(text) }));
  const tags = filters.tags.map((key) => ({ any: [scope(tagTerm(key))] }));
  const wanted = properties(filters, true).map((term) => ({ any: [term] }));
  return {
    all: [access, ...words, ...tags, ...wanted],
    none: [
      ...none.flatMap((clause) => clause.any.map(text)),
      ...filters.notTags.map((key) => scope(tagTerm(key))),
      ...properties(filters, false),
    ],
    isRebuilding,
  };
}

function accessFor(principal: Principal, isRebuilding: boolean, within: SearchWithin | undefined): MatchAny {
  if (typeof within === 'object') return { any: within.spaceIds.map((id) => scope(spaceTerm(id))) };
  const { userId, visibilities } = audienceOf(principal);
  const audience = { userId, visibilities: within === 'own' ? [] : visibilities };
  const shelves = shelvesFor(audience, { status: 'NORMAL' });
  const access: MatchAny = { any: shelves.map((shelf) => scope(shelfTerm(shelf))) };
  if (isRebuilding)
    access.any.push(...shelves.map((shelf) => ({ together: oldShelfTerms(shelf).map(scope) })));
  return access;
}

function properties(filters: Filters, value: boolean): MatchTerm[] {
  return (Object.keys(PROPERTY_TERMS) as Property[])
    .filter((property) => filters[property] === value)
    .map((property) => scope(PROPERTY_TERMS[property]));
}

function scope(token: string): MatchTerm {
  return { in: 'scope', tokens: [token], prefix: false };
}

function text(term: { tokens: string[]; prefix: boolean }): MatchTerm {
  return { in: 'text', ...term };
}

function rangeFor({ after, before }: Filters): PositionRange {
  return {
    from: positionAt(after ?? 0),
    to: before === undefined ? Number.MAX_SAFE_INTEGER : positionAt(before),
  };
}

/** Ties a page token to its query (FNV-1a). */
function fingerprint(value: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
