import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Limiters } from '../store.ts';
import { tooBusy } from './too-busy.ts';

/** Counts in a table that all processes on this database share. It is emptied by a crash of PostgreSQL, as memory would be. */
export function postgresLimiters(pool: pg.Pool): Limiters {
  const client = {
    query: (query: pg.QueryConfig) =>
      pool.query(query).catch((error: unknown) => {
        throw tooBusy(error);
      }),
  };
  return ({ name, points, seconds }) =>
    new RateLimiterPostgres({
      storeClient: client,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
    });
}
