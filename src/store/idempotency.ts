import type { Db } from './engine.ts';

/** Answers that were given under an `Idempotency-Key`, kept for a day. */
export function createIdempotency(db: Db) {
  return {
    async find(
      userId: number,
      key: string,
      since: number,
    ): Promise<{ fingerprint: string; answer: string } | undefined> {
      return db
        .selectFrom('idempotency_keys')
        .select(['fingerprint', 'answer'])
        .where('user_id', '=', userId)
        .where('key', '=', key)
        .where('created_at', '>=', since)
        .executeTakeFirst();
    },

    async keep(entry: {
      userId: number;
      key: string;
      fingerprint: string;
      answer: string;
      at: number;
    }): Promise<void> {
      const values = { fingerprint: entry.fingerprint, answer: entry.answer, created_at: entry.at };
      await db
        .insertInto('idempotency_keys')
        .values({ user_id: entry.userId, key: entry.key, ...values })
        .onConflict((conflict) => conflict.columns(['user_id', 'key']).doUpdateSet(values))
        .execute();
    },

    async forgetBefore(time: number): Promise<void> {
      await db.deleteFrom('idempotency_keys').where('created_at', '<', time).execute();
    },
  };
}
