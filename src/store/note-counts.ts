import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

/** Whose notes are counted: those of a user, or those that a space holds; only notes with status NORMAL. */
export type CountScope = `user:${number}` | `space:${number}`;

const read = statement<{ scope: string }, { value: number }>(['scope'], (db, { scope }) =>
  db.selectFrom('note_counts').select('value').where('scope', '=', scope),
);

const add = statement<{ scope: string; delta: number }>(['scope', 'delta'], (db, { scope, delta }) =>
  db
    .insertInto('note_counts')
    .values({ scope, value: delta })
    .onConflict((conflict) =>
      conflict
        .column('scope')
        .doUpdateSet((eb) => ({ value: eb('note_counts.value', '+', eb.ref('excluded.value')) })),
    ),
);

/** Counts kept with each change, so that a total costs the same however many there are. */
export function createNoteCountReads(db: Db, engine: Engine) {
  return {
    async of(scope: CountScope): Promise<number> {
      return (await read(db, engine, { scope }))[0]?.value ?? 0;
    },
  };
}

export function createNoteCountWrites(db: Db, engine: Engine) {
  return {
    /** Bump the revision of the same scope first: then nobody else is about to change the count. */
    async add(scope: CountScope, delta: number): Promise<void> {
      if (delta !== 0) await add(db, engine, { scope, delta });
    },

    async forget(scope: CountScope): Promise<void> {
      await db.deleteFrom('note_counts').where('scope', '=', scope).execute();
    },
  };
}
