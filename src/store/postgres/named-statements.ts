import type pg from 'pg';
import { tooBusy } from './too-busy.ts';

/** Beyond this many different texts (lists of many lengths), the rest are sent unnamed. */
const MAX_NAMES = 500;

/**
 * PostgreSQL plans a named statement once for each connection, which halves the cost of a keyed read. Kysely sends its
 * statements without names; this gives each text one.
 */
export function namedStatements(pool: pg.Pool) {
  const names = new Map<string, string>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMES) return known;
    const name = `c${names.size}`;
    names.set(text, name);
    return name;
  }

  const wrapped = new WeakMap<pg.PoolClient, object>();
  return {
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw tooBusy(error);
      });
      let named = wrapped.get(client);
      if (!named) {
        named = wrap(client, nameOf);
        wrapped.set(client, named);
      }
      return named;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

function wrap(client: pg.PoolClient, nameOf: (text: string) => string | undefined): object {
  return {
    query(text: string, values: unknown[]) {
      // Only statements with parameters repeat; migrations hold several statements, which cannot be named.
      const name = values.length > 0 ? nameOf(text) : undefined;
      const sent = values.map(withoutNul);
      return client.query(name === undefined ? { text, values: sent } : { name, text, values: sent });
    },
    release: (error?: Error | boolean) => client.release(error),
  };
}

/** PostgreSQL refuses NUL in text. Nothing stored has it, so a look-up by such a name must find nothing, not fail. */
function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;
}
