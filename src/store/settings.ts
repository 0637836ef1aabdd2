import type { Db } from './engine.ts';

/** Settings of the instance that are changed while it runs; each a JSON value under a name. */
export function createSettingsReads(db: Db) {
  return {
    async all(): Promise<Map<string, unknown>> {
      const rows = await db.selectFrom('settings').select(['name', 'value_json']).execute();
      return new Map(rows.map((row) => [row.name, JSON.parse(row.value_json) as unknown]));
    },
  };
}

export function createSettingsWrites(db: Db) {
  return {
    async put(name: string, value: unknown): Promise<void> {
      const value_json = JSON.stringify(value);
      await db
        .insertInto('settings')
        .values({ name, value_json })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value_json }))
        .execute();
    },
  };
}
