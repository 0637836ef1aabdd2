import { useQuery } from '@tanstack/react-query';
import { ClientError, type User } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';
import { keys } from './query-keys.ts';

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
  return useQuery({ queryKey: keys.system, queryFn: ({ signal }) => client.system.info(signal) });
}

async function whoAmI(): Promise<User | null> {
  try {
    return (await client.auth.status()).user;
  } catch (error) {
    if (error instanceof ClientError && error.status === 401) return null;
    throw error;
  }
}

export function signedIn(user: User): void {
  queryClient.setQueryData(keys.session, user);
}

/** Nothing of one account is left in memory for the next. */
export async function signOut(): Promise<void> {
  await client.auth.signOut();
  queryClient.clear();
  queryClient.setQueryData(keys.session, null);
}
