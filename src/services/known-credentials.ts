import type { Credential } from '../store/credentials.ts';

/** Beyond so many, the oldest are looked up again. */
const MAX = 10_000;

/**
 * Remembers what the last look-up of a secret gave for as long as nothing at all has been committed: so whoever is revoked,
 * demoted or closed is so with the next request, whichever process did it.
 * @param stamp see `Store.stamp`; without one nothing is remembered
 */
export function createKnownCredentials(stamp: (() => number) | undefined) {
  const known = new Map<string, { credential: Credential; stamp: number }>();

  return {
    /** @param key the secret, and what kind of secret it is @param now the stamp, just now */
    find(key: string, now: number): Credential | undefined {
      const found = known.get(key);
      return found?.stamp === now ? found.credential : undefined;
    },

    /** Looks it up, and remembers what was found: only who knows a secret gets it remembered, and only in memory. */
    async lookUp(key: string, find: () => Promise<Credential | undefined>): Promise<Credential | undefined> {
      const now = stamp?.();
      const credential = await find();
      if (credential && now !== undefined) {
        known.delete(key);
        known.set(key, { credential, stamp: now });
        if (known.size > MAX) known.delete(known.keys().next().value ?? '');
      }
      return credential;
    },
  };
}
