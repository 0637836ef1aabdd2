import type { Db, Engine } from './engine.ts';
import { statement } from './statement.ts';

/**
 * A scope of change: one user's own notes, all that is PUBLIC or PROTECTED, all that is PUBLIC, one space with its members, or
 * all spaces.
 */
export type RevisionScope = `user:${number}` | 'commons' | 'public' | `space:${number}` | 'spaces';

type Three = { first: string; second: string; third: string };
const readThree = statement<Three, { scope: string; value: number }>(
  ['first', 'second', 'third'],
  (db, { first, second, third }) =>
    db.selectFrom('revisions').select(['scope', 'value']).where('scope', 'in', [first, second, third]),
);

const readOne = statement<{ scope: string }, { value: number }>(['scope'], (db, { scope }) =>
  db.selectFrom('revisions').select('value').where('scope', '=', scope),
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
      const [first = '', second = first, third = second] = scopes;
      const rows =
        scopes.length <= 3
          ? await readThree(db, engine, { first, second, third })
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
    /** Keeps other changes from these scopes until the transaction ends, taking them in this order. */
    async hold(scopes: readonly RevisionScope[]): Promise<void> {
      if (engine.isAlone || scopes.length === 0) return;
      await db
        .insertInto('revisions')
        .values(scopes.map((scope) => ({ scope, value: 0 })))
        .onConflict((conflict) =>
          conflict.column('scope').doUpdateSet((eb) => ({ value: eb.ref('revisions.value') })),
        )
        .execute();
    },

    /** The next value. The row stays locked until the transaction ends, so values are handed out in commit order. */
    async bump(scope: RevisionScope): Promise<number> {
      if (engine.isAlone) {
        const [known] = await readOne(db, engine, { scope });
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
