import type { Preferences, User } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { device } from './device.ts';
import { chooseLanguage, chosenLanguage } from './i18n.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { createSignal } from './signal.ts';
import { chooseTextSize, chooseTheme, textSize, theme } from './theme.ts';
import { chooseVimKeys, vimKeys } from './vim-keys.ts';

/**
 * What somebody prefers is on the server, for all their devices. Each device has a copy, which counts before the server has
 * answered, so that nothing appears in the wrong colours or language first. Null: as it is by itself.
 */
const PREFERENCES = {
  theme: {
    now: () => theme.get(),
    set: (value: unknown) => chooseTheme(oneOf(['light', 'dark'], value) ?? 'system'),
  },
  'text-size': {
    now: () => textSize.get(),
    set: (value: unknown) => chooseTextSize(oneOf(['small', 'large', 'largest'], value) ?? 'normal'),
  },
  language: {
    now: () => chosenLanguage(),
    set: (value: unknown) => void chooseLanguage(oneOf(['en', 'de'], value)),
  },
  'vim-keys': { now: () => vimKeys.get(), set: (value: unknown) => chooseVimKeys(value === true) },
};
export type PreferenceName = keyof typeof PREFERENCES;
const NAMES = Object.keys(PREFERENCES) as PreferenceName[];

function oneOf<T extends string>(values: readonly T[], value: unknown): T | null {
  return values.find((one) => one === value) ?? null;
}

/** Whether something was chosen that the server does not have yet. */
export const hasUnsent = createSignal(false);
const UNSENT = 'preferences.unsent';
const userId = () => queryClient.getQueryData<User>(keys.session)?.id;

/** Only what this account has chosen: another one on the same device has its own. */
function unsent(): Preferences {
  try {
    const kept = JSON.parse(device.read(UNSENT) ?? 'null') as { user: number; changes: Preferences } | null;
    return kept?.user === userId() ? (kept?.changes ?? {}) : {};
  } catch {
    return {};
  }
}

function keepUnsent(changes: Preferences): void {
  const isEmpty = Object.keys(changes).length === 0;
  device.write(UNSENT, isEmpty ? null : JSON.stringify({ user: userId(), changes }));
  hasUnsent.set(!isEmpty);
}

let queue: Promise<void> = Promise.resolve();

/** Chosen at once, and sent; what cannot be sent now is sent later. */
export function prefer(name: PreferenceName, value: string | boolean | null): Promise<void> {
  PREFERENCES[name].set(value);
  keepUnsent({ ...unsent(), [name]: value });
  return (queue = queue.then(sendUnsent));
}

async function sendUnsent(): Promise<void> {
  const changes = unsent();
  if (Object.keys(changes).length === 0) return;
  try {
    await client.auth.prefer(changes);
    const since = Object.entries(unsent()).filter(([name, value]) => changes[name] !== value);
    keepUnsent(Object.fromEntries(since));
  } catch {
    // It stays, and goes along with the next.
  }
}

/** Takes over what was chosen on other devices. It never fails: what is here stays. */
export async function syncPreferences(): Promise<void> {
  await (queue = queue.then(sendUnsent));
  try {
    const known = { ...(await client.auth.preferences()), ...unsent() };
    for (const name of NAMES) {
      const { now, set } = PREFERENCES[name];
      const value = known[name] ?? null;
      if (now() !== value) set(value);
    }
  } catch {
    // Asked again at the next chance.
  }
}

/** Another window of this browser has chosen: the device's copy is there already. */
export function takeFromDevice(): void {
  PREFERENCES.theme.set(device.read('theme'));
  PREFERENCES['text-size'].set(device.read('text-size'));
  if (device.read('language') !== chosenLanguage()) PREFERENCES.language.set(device.read('language'));
  PREFERENCES['vim-keys'].set(device.read('vim') === 'on');
}
