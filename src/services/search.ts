import { setImmediate as pause } from 'node:timers/promises';
import { audienceOf, mayRead, shelvesFor, type Principal } from '../domain/access.ts';
import { PROPERTY_TERMS, shelfTerms, tagTerm, type Property } from '../domain/index-terms.ts';
import { tagKey } from '../domain/markdown/index.ts';
import { positionAt, timeAt, type NoteView } from '../domain/note.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import { rank, type Ranked } from '../domain/rank.ts';
import { markSnippet, parseQuery, type Filters, type SearchQuery } from '../domain/search/index.ts';
import type { Clock } from '../domain/time.ts';
import type { Match, MatchAny, MatchTerm, PositionRange } from '../store/search.ts';
import type { Store } from '../store/store.ts';

export interface SearchRequest {
  /** The search language of `domain/search`; may be empty where `tag` is given. */
  q: string;
  tag?: string | undefined;
  limit: number;
  pageToken?: string | undefined;
}

export interface SearchHit {
  note: NoteView;
  /** 0 to 1. */
  score: number;
  /** HTML: text with the hits in `<mark>`. */
  snippet: string;
}

/** So many of the newest matches are ranked at a time, so that a common word costs no more than a rare one. */
const WINDOW = 500;
/** So much text is looked through for snippets before others get their turn. */
const CHARACTERS_PER_TURN = 200_000;

export function createSearch({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /**
     * The notes that match and that the reader may see. With words, the best of the newest 500 matches come first, then
     * the best of the 500 before them; with filters alone, the newest first.
     * @throws INVALID_ARGUMENT naming `q`, `tag` or `pageToken`
     */
    async find(
      principal: Principal,
      request: SearchRequest,
    ): Promise<{ hits: SearchHit[]; nextPageToken: string }> {
      const order = `search-${fingerprint(`${request.q}\n${request.tag ?? ''}`)}`;
      const [below, offset, at] =
        request.pageToken === undefined ? [] : decodeCursor(request.pageToken, order, 3);
      // All pages are those of one moment: ages are part of the order.
      const now = at ?? clock();
      const query = parse(request, now);
      const match = matchFor(query, principal);
      const range = rangeFor(query.filters, below);
      const page =
        query.all.length > 0
          ? await rankedPage(match, range, { offset: offset ?? 0, limit: request.limit, now })
          : await newestPage(match, range, request.limit);
      const found = await store.read.notes.atPositions(
        page.ranked.map((hit) => hit.position),
        audienceOf(principal),
      );
      // Since the index was asked, one may have turned private.
      const notes = found.filter((note) => note.status === 'NORMAL' && mayRead(principal, note));
      const scores = new Map(page.ranked.map((hit) => [hit.position, hit.score]));
      const hits: SearchHit[] = [];
      let read = 0;
      for (const note of notes) {
        read += note.content.length;
        if (read > CHARACTERS_PER_TURN) {
          await pause();
          read = 0;
        }
        const snippet = markSnippet(note.content, query);
        hits.push({ note, score: scores.get(note.position) ?? 0, snippet });
      }
      return {
        hits,
        nextPageToken: page.next ? encodeCursor(order, [...page.next, now]) : '',
      };
    },
  };

  async function rankedPage(
    match: Match,
    range: PositionRange,
    { offset, limit, now }: { offset: number; limit: number; now: number },
  ): Promise<Page> {
    const hits = await store.read.search.scored(match, range, WINDOW);
    const ranked = rank(hits, timeAt, now);
    const shown = ranked.slice(offset, offset + limit);
    if (offset + limit < ranked.length) {
      // The window must stay as it is while new matches arrive above it.
      const top = (hits[0]?.position ?? 0) + 1;
      return { ranked: shown, next: [top, offset + limit] };
    }
    const oldest = hits.at(-1)?.position;
    return { ranked: shown, next: hits.length === WINDOW && oldest !== undefined ? [oldest, 0] : null };
  }

  async function newestPage(match: Match, range: PositionRange, limit: number): Promise<Page> {
    const positions = await store.read.search.newest(match, range, limit + 1);
    const shown = positions.slice(0, limit);
    const last = shown.at(-1);
    return {
      ranked: shown.map((position) => ({ position, score: 1 })),
      next: positions.length > limit && last !== undefined ? [last, 0] : null,
    };
  }
}

interface Page {
  ranked: Ranked[];
  /** The position that the next page starts below, and how many of its window were shown. */
  next: [number, number] | null;
}

function parse({ q, tag }: SearchRequest, now: number): SearchQuery {
  const isFilterOnly = q.trim() === '' && tag !== undefined;
  const query = isFilterOnly ? { all: [], none: [], filters: { tags: [], notTags: [] } } : parseQuery(q, now);
  if (tag === undefined) return query;
  return { ...query, filters: { ...query.filters, tags: [...query.filters.tags, tagKey(tag)] } };
}

/** The query with what the reader may see as its first condition. */
function matchFor({ all, none, filters }: SearchQuery, principal: Principal): Match {
  const shelves = shelvesFor(audienceOf(principal), { status: 'NORMAL' });
  const access: MatchAny = { any: shelves.map((shelf) => ({ together: shelfTerms(shelf).map(scope) })) };
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
  };
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

function rangeFor({ after, before }: Filters, below: number | undefined): PositionRange {
  const to = before === undefined ? Number.MAX_SAFE_INTEGER : positionAt(before);
  return { from: positionAt(after ?? 0), to: Math.min(to, below ?? to) };
}

/** Ties a page token to its query (FNV-1a). */
function fingerprint(value: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
