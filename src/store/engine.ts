import type { Expression, Kysely, RawBuilder, SqlBool, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Either engine's connection; inside `transact` the one of the transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>;

/** What the index holds of a note. */
export interface SearchDocument {
  position: number;
  title: string[];
  body: string[];
  /** Owner, status, visibility, tags and properties as terms, so that a filter is part of the match. */
  scope: string[];
}

/** A boolean match over the index: each group of `all` must hold, none of `none` may. */
export interface Match {
  all: MatchAny[];
  none: MatchTerm[];
  /** Some notes are still indexed as by the version before. */
  isRebuilding: boolean;
}

export interface MatchAny {
  any: (MatchTerm | MatchAll)[];
}

/** Terms that must hold together; used for shelves (owner and status and visibility). */
export interface MatchAll {
  together: MatchTerm[];
}

export interface MatchTerm {
  in: 'text' | 'scope';
  /** More than one: adjacent and in this order. */
  tokens: string[];
  /** The last token may be the beginning of a longer one. */
  prefix: boolean;
}

/** Half-open range of positions: `from <= position < to`. */
export interface PositionRange {
  from: number;
  to: number;
}

export interface Found {
  /** Newest first. */
  positions: number[];
  /** Where there may be more: matches below this position were not looked for, to bound the work. null: all were. */
  below: number | null;
}

/** All in which SQLite and PostgreSQL differ; no other file asks which one it is. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  /** A JSON array of `value` over the rows of a subquery, `[]` for none. */
  jsonArray(value: Expression<unknown>, order: Expression<unknown>): RawBuilder<string>;
  /** A JSON object of these values; keys are words of ours. */
  jsonObject(fields: Record<string, Expression<unknown>>): RawBuilder<unknown>;
  /** Whether an integer column is among those of a JSON array, as long as it may be. */
  isAmong(column: Expression<unknown>, json: string): RawBuilder<SqlBool>;
  /**
   * Whether no other transaction writes at the same time, so that what was read a moment ago still holds. On SQLite that is so,
   * and a statement that returns what it wrote begins with a savepoint, at which the full-text index writes its buffer out.
   */
  readonly isAlone: boolean;
  /** One statement inserts so many rows at most. */
  readonly rowsPerInsert: number;
  /** The id that the next note will have. */
  nextNoteId(db: Db): Promise<number>;
  /** Ends a select on `notes as n` so that other writers are kept from the row until the transaction ends. */
  readonly forUpdate: RawBuilder<unknown>;
  /** Ends a select on one table so that other writers wait for the rows found. */
  readonly lockRows: RawBuilder<unknown>;
  /** The same, but rows that another transaction has locked are passed over. */
  readonly claimRows: RawBuilder<unknown>;
  /** Keeps other transactions that ask for the same name waiting until this one ends. */
  lock(db: Db, name: string): Promise<void>;
  /** The unique index that an error reports as violated, or null for any other error. */
  violatedIndex(error: unknown): string | null;
  indexNote(db: Db, document: SearchDocument): Promise<void>;
  unindexNote(db: Db, position: number): Promise<void>;
  /** What is wrong with the database as such, in words. */
  integrity(db: Db): Promise<string[]>;
  /** Whether the index has exactly this. */
  isIndexed(db: Db, document: SearchDocument): Promise<boolean>;
  /** Whether it has it as a program of index version 1 wrote it. */
  isIndexedAsBefore(db: Db, document: SearchDocument): Promise<boolean>;
  /** Positions in the index that belong to no note, at most a thousand. */
  strayPositions(db: Db): Promise<number[]>;
  /** The newest matches, at most `limit`; where these are `limit`, there may be more below the last of them. */
  search(db: Db, match: Match, range: PositionRange, limit: number): Promise<Found>;
}
