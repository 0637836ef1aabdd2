import type { Db } from './engine.ts';

/** What a user's apps want to find again on another device; each a JSON value under a name. */
export function createPreferenceReads(db: Db) {
  return {
    async of(userId: number): Promise<Map<string, unknown>> {
      const rows = await db
        .selectFrom('user_preferences')
        .select(['name', 'value_json'])
        .where('user_id', '=', userId)
        .orderBy('name')
        .execute();
      return new Map(rows.map((row) => [row.name, JSON.parse(row.value_json) as unknown]));
    },
  };
}

export function createPreferenceWrites(db: Db) {
  return {
    async put(userId: number, name: string, value: unknown): Promise<void> {
      const value_json = JSON.stringify(value);
      await db
        .insertInto('user_preferences')
        .values({ user_id: userId, name, value_json })
        .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ value_json }))
        .execute();
    },

    async remove(userId: number, name: string): Promise<void> {
      await db
        .deleteFrom('user_preferences')
        .where('user_id', '=', userId)
        .where('name', '=', name)
        .execute();
    },
  };
}
