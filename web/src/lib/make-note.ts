import type { Memo } from '../../../src/client/index.ts';
import { say } from '../ui/toasts.tsx';
import { client } from './client.ts';
import { t } from './i18n.ts';
import { outbox, type NewEntry, type Unsent } from './outbox.ts';
import { isOffline } from './refusal.ts';
import { bodyOf } from './send-notes.ts';

/**
 * Makes a note that somebody waits for, and says so where it can only be kept here until the server can be reached. The same
 * entry makes one note, however often it is sent.
 * @returns null where it is kept here
 * @throws {ClientError} what the server has against it
 */
export async function makeNote(entry: Unsent): Promise<Memo | null> {
  try {
    return await client.memos.create(bodyOf(entry), entry.key);
  } catch (error) {
    const kept = keepForLater(error, entry);
    if (kept === null) throw error;
    say(t(kept));
    return null;
  }
}

/**
 * Keeps a note here if it could not be sent because the server cannot be reached.
 * @returns the name of the text that says so; null where it is not kept
 */
export function keepForLater(
  error: unknown,
  note: NewEntry | Unsent,
): 'kept-for-later' | 'unsent-not-kept' | null {
  if (!isOffline(error)) return null;
  const entry = 'key' in note ? note : outbox.entryOf(note);
  void outbox.add(entry);
  return outbox.isKept(entry) ? 'kept-for-later' : 'unsent-not-kept';
}
