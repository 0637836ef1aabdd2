import type { User } from '../../../../src/client/index.ts';
import { syncPreferences } from '../../lib/preferences.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { signedIn } from '../../lib/session.ts';

const PATIENCE_MS = 1000;

/** Opens the app, in the colours and the language that its user has chosen elsewhere, unless that takes too long to ask. */
export async function enter(user: User): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([syncPreferences(), patience]);
  void queryClient.invalidateQueries({ queryKey: keys.system });
  signedIn(user);
}
