import type { Db } from '../engine.ts';

/** @returns the first column of the rows */
export type ReadColumn = (text: string, parameters: readonly unknown[]) => unknown[];

const readers = new WeakMap<Db, ReadColumn>();

/** Lets `readColumn` read on this connection. */
export function columnsBy(db: Db, read: ReadColumn): void {
  readers.set(db, read);
}

/**
 * Thousands of numbers at once, without an object around each: twice as fast as rows.
 * @param text of a statement with one column, the same at each call but for its parameters
 */
export function readColumn<Value>(db: Db, text: string, parameters: readonly unknown[]): Value[] {
  const read = readers.get(db);
  if (!read) throw new Error('Not a connection to SQLite');
  return read(text, parameters) as Value[];
}
