import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

/** A scope of change: one user's own notes, all that is PUBLIC or PROTECTED, or all that is PUBLIC. */
export type RevisionScope = `user:${number}` | 'commons' | 'public';

const readTwo = statement<{ first: string; second: string }, { scope: string; value: number }>(
  ['first', 'second'],
  (db, { first, second }) =>
    db.selectFrom('revisions').select(['scope', 'value']).where('scope', 'in', [first, second]),
);

const increase = statement<{ scope: string }>(['scope'], (db, { scope }) =>
  db
    .updateTable('revisions')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('scope', '=', scope),
);

/** Also where there is none yet. */
const upsert = statement<{ scope: string }, { value: number }>(['scope'], (db, { scope }) =>
  db
    .insertInto('revisions')
    .values({ scope, value: 1 })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet((eb) => ({ value: eb('revisions.value', '+', 1) })),
    )
    .returning('value'),
);

/** Counters that only grow, bumped in the transaction of every change in their scope. */
export function createRevisionReads(db: Db, engine: Engine) {
  return {
    /** The present values, in the order asked for; 0 for a scope in which nothing has happened. */
    async of(scopes: readonly RevisionScope[]): Promise<number[]> {
      const [first = '', second = first] = scopes;
      const rows =
        scopes.length <= 2
          ? await readTwo(db, engine, { first, second })
          : await db
              .selectFrom('revisions')
              .select(['scope', 'value'])
              .where('scope', 'in', scopes)
              .execute();
      return scopes.map((scope) => rows.find((row) => row.scope === scope)?.value ?? 0);
    },
  };
}

export function createRevisionWrites(db: Db, engine: Engine) {
  return {
    /** The next value. The row stays locked until the transaction ends, so values are handed out in commit order. */
    async bump(scope: RevisionScope): Promise<number> {
      if (engine.isAlone) {
        const [known] = await readTwo(db, engine, { first: scope, second: scope });
        if (known) {
          await increase(db, engine, { scope });
          return known.value + 1;
        }
      }
      const [row] = await upsert(db, engine, { scope });
      return row?.value ?? 0;
    },
  };
}
