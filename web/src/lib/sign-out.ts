import { problemText } from '../ui/problem.tsx';
import { confirm } from '../ui/confirm.tsx';
import { say } from '../ui/toasts.tsx';
import { core } from './core-client.ts';
import { device } from './device.ts';
import { t } from './i18n.ts';
import { outbox } from './outbox.ts';
import { forgetSeen } from './persist.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { forgetAccount } from './session.ts';
import { unsentChanges } from './unsent-changes.ts';
import { unsentEdits } from './unsent-edits.ts';

/** Nothing of one account is left in memory for the next. It asks first where something is not on the server yet. */
export async function signOut(): Promise<void> {
  if (!(await isSure())) return;
  try {
    await core.auth.signOut();
  } catch (error) {
    return say(t('not-done', { reason: problemText(error, t) }));
  }
  for (const name of device.names('searches.')) device.write(name, null);
  await forgetSeen();
  // First the door, which takes the page away, then what the page showed.
  queryClient.setQueryData(keys.session, null);
  forgetAccount();
}

async function isSure(): Promise<boolean> {
  const count = [outbox, unsentEdits, unsentChanges].flatMap(
    ({ entries }) => entries.get() as unknown[],
  ).length;
  if (count === 0) return true;
  return confirm({ title: t('unsent-count', { count }), text: t('sign-out-unsent'), action: t('sign-out') });
}
