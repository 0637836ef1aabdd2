import { useQuery } from '@tanstack/react-query';
import { ClientError, type Space } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { queryClient } from '../lib/query-client.ts';
import { keys } from '../lib/query-keys.ts';

/** Your spaces, those you have joined, and public favourites; by name. */
export function useSpaces() {
  return useQuery({
    queryKey: keys.spaces,
    queryFn: async ({ signal }) => (await client.spaces.list(signal)).spaces,
    refetchOnWindowFocus: true,
  });
}

export function useInvitations(isWanted = true) {
  return useQuery({
    queryKey: keys.invitations,
    queryFn: async ({ signal }) => (await client.spaces.invitations(signal)).invitations,
    enabled: isWanted,
    refetchOnWindowFocus: true,
    // Nobody is told of an invitation, so it is looked for whenever somebody looks.
    staleTime: 0,
  });
}

/** One space as its reader sees it. @param id the end after `---` does not count */
export function useSpace(id: string) {
  return useQuery({
    queryKey: keys.space(id),
    queryFn: ({ signal }) => client.spaces.get(id, signal),
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

/** After a change: puts the space as it is now where it is shown. */
export function placeSpace(space: Space): void {
  queryClient.setQueryData(keys.space(space.id), space);
  queryClient.setQueryData<Space[]>(keys.spaces, (all) =>
    all?.some(({ id }) => id === space.id)
      ? all.map((one) => (one.id === space.id ? space : one))
      : all && [...all, space].toSorted((a, b) => a.name.localeCompare(b.name)),
  );
}

/** For one that is gone, or out of sight. */
export function dropSpace(id: string): void {
  queryClient.setQueryData<Space[]>(keys.spaces, (all) => all?.filter((one) => one.id !== id));
  queryClient.removeQueries({ queryKey: keys.space(id) });
  queryClient.removeQueries({ queryKey: keys.memories(id) });
  void queryClient.invalidateQueries({ queryKey: keys.spaces });
}

/** Why a space cannot be shown: `closed` and `unknown` stay so, whatever one tries. */
export function refusalOf(error: unknown): 'closed' | 'unknown' | null {
  if (!(error instanceof ClientError)) return null;
  return error.status === 401 ? 'closed' : error.status === 404 ? 'unknown' : null;
}

export const spacePath = (id: string): string => `/spaces/${id}`;
