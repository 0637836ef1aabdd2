import { requireUser, type Principal } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';

export type Preferences = Record<string, unknown>;

/** Bounds what is kept for one user. */
const MAX_NAMES = 100;
const MAX_BYTES = 64 * 1024;
const NAME = /^[a-zA-Z][\w.-]{0,63}$/;

/** The one name that the server reads: whether pictures of saved pages are kept, too. */
export const KEEP_PICTURES = 'keep-pictures';

/** What a user's apps want to find again on another device, such as a language. */
export function createPreferences({ store }: { store: Store }) {
  return {
    async get(principal: Principal): Promise<Preferences> {
      const { userId } = requireUser(principal, 'read');
      return Object.fromEntries(await store.read.preferences.of(userId));
    },

    /** Sets what the patch names; null removes. @throws INVALID_ARGUMENT naming the field, FAILED_PRECONDITION */
    async update(
      principal: Principal,
      patch: Preferences,
      precondition?: (current: Preferences) => boolean,
    ): Promise<Preferences> {
      const { userId } = requireUser(principal, 'write');
      for (const name of Object.keys(patch)) {
        if (!NAME.test(name))
          throw invalid(name.slice(0, 64), 'Must have a name of letters, digits, `_`, `.` and `-`');
      }
      if (!['undefined', 'boolean'].includes(typeof (patch[KEEP_PICTURES] ?? undefined)))
        throw invalid(KEEP_PICTURES, 'Must be true, false or null');
      return store.transact(async (tx) => {
        await tx.lock(`preferences:${userId}`);
        const before = Object.fromEntries(await tx.preferences.of(userId));
        if (precondition && !precondition(before)) throw new DomainError('FAILED_PRECONDITION');
        for (const [name, value] of Object.entries(patch)) {
          if (value === null) await tx.preferences.remove(userId, name);
          else await tx.preferences.put(userId, name, value);
        }
        const all = await tx.preferences.of(userId);
        if (all.size > MAX_NAMES) throw invalid('preferences', `There can be at most ${MAX_NAMES}`);
        const preferences = Object.fromEntries(all);
        if (Buffer.byteLength(JSON.stringify(preferences)) > MAX_BYTES)
          throw invalid('preferences', `All together can have at most ${MAX_BYTES} bytes`);
        return preferences;
      });
    },
  };
}
