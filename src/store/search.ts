import { INDEX_VERSION } from '../domain/index-terms.ts';
import type { Candidate } from '../domain/rank.ts';
import type { Clause } from '../domain/search/index.ts';
import type { Db, Engine, Found, Match, PositionRange } from './engine.ts';
import type { NoteRecord } from './note-rows.ts';
import { searchDocument } from './notes.ts';
import { readCandidates } from './search-profiles.ts';

export type { Match, MatchAny, MatchTerm, PositionRange } from './engine.ts';

interface FoundCandidates extends Omit<Found, 'positions'> {
  /** Newest first. */
  candidates: Candidate[];
}

/** How far the index is built as this version of the program wants it. */
interface IndexBuild {
  /** The last note that was indexed anew. */
  lastId: number;
  isComplete: boolean;
}

interface Search {
  /** The newest matches, at most `limit`. */
  newest(match: Match, range: PositionRange, limit: number): Promise<Found>;
  /** The same with what their rank follows from, for each of the clauses. */
  candidates(
    match: Match,
    clauses: readonly Clause[],
    range: PositionRange,
    limit: number,
  ): Promise<FoundCandidates>;
  build(): Promise<IndexBuild>;
}

/** The full-text index, as the services see it. */
export function createSearch(db: Db, engine: Engine): Search {
  return {
    newest: (match, range, limit) => engine.search(db, match, range, limit),

    async candidates(match, clauses, range, limit) {
      const { positions, below } = await engine.search(db, match, range, limit);
      return { candidates: await readCandidates(db, engine, positions, clauses), below };
    },

    async build() {
      const row = await db
        .selectFrom('search_builds')
        .select(['last_id', 'is_complete'])
        .where('version', '=', INDEX_VERSION)
        .executeTakeFirst();
      return { lastId: row?.last_id ?? 0, isComplete: row?.is_complete === 1 };
    },
  };
}

export function createSearchWrites(db: Db, engine: Engine) {
  return {
    /** Indexes a note anew, and leaves the rest of it alone. */
    async reindex(record: NoteRecord): Promise<void> {
      await engine.unindexNote(db, record.note.position);
      await engine.indexNote(db, searchDocument(record));
    },

    /** Remembers how far the index is built. */
    async putBuild({ lastId, isComplete }: IndexBuild): Promise<void> {
      const progress = { last_id: lastId, is_complete: isComplete ? (1 as const) : (0 as const) };
      await db
        .insertInto('search_builds')
        .values({ version: INDEX_VERSION, ...progress })
        .onConflict((conflict) => conflict.column('version').doUpdateSet(progress))
        .execute();
    },
  };
}
