import { useQuery } from '@tanstack/react-query';
import { ClientError } from '../../../src/client/client-error.ts';
import type { User } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { device } from './device.ts';
import { takeDevice } from './device-user.ts';
import { outbox } from './outbox.ts';
import { overtaken } from './overtaken.ts';
import { forgetSeen } from './persist.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';
import { afterFirstPage } from './soon.tsx';

/** Who is signed in; null: nobody; undefined: not known yet. */
export function useSession() {
  return useQuery({ queryKey: keys.session, queryFn: whoAmI, staleTime: Infinity });
}

/** Inside the app there is always somebody. */
export function useUser(): User {
  const { data } = useSession();
  if (!data) throw new Error('Nobody is signed in');
  return data;
}

export function useSystem() {
  return useQuery({
    queryKey: keys.system,
    queryFn: async ({ signal }) => (await import('../soon.ts')).client.system.info(signal),
  });
}

async function whoAmI(): Promise<User | null> {
  try {
    const { user } = await core.auth.status();
    arrive(user);
    return user;
  } catch (error) {
    if (!(error instanceof ClientError && error.status === 401)) throw error;
    if (queryClient.getQueryData(keys.session)) forgetAccount();
    return null;
  }
}

const SIGNED_IN = 'signed-in';

export function signedIn(user: User): void {
  arrive(user);
  device.write(SIGNED_IN, String(Date.now()));
  queryClient.setQueryData(keys.session, user);
}

/** Another one than before finds nothing of the one before: neither what was seen nor what is unsent. */
function arrive({ id }: User): void {
  if (takeDevice(id)) forgetAccount();
  outbox.readAgain();
  afterFirstPage(({ readUnsent, sendUnsent }) => {
    // It may be there since before somebody else has taken the device.
    readUnsent();
    return sendUnsent();
  });
}

/** Somebody has signed in in another window. @returns what ends the listening */
export function onSignedInElsewhere(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => key?.endsWith(`.${SIGNED_IN}`) && listener();
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

/** Nothing of one account is left in memory for the next. */
export function forgetAccount(): void {
  overtaken.forget();
  void forgetSeen();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
}
