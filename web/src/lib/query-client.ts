import { QueryClient } from '@tanstack/react-query';
import { ClientError } from '../../../src/client/client-error.ts';

const MINUTE = 60_000;

/** What was read stays good while the live stream corrects it, so nothing is asked twice on its own. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * MINUTE,
      gcTime: 60 * MINUTE,
      refetchOnWindowFocus: false,
      // Without a way to the server what is not here fails at once; the live stream says when there is one again.
      networkMode: 'always',
      retry: (failures, error) =>
        navigator.onLine && error instanceof ClientError && error.isTemporary && failures < 3,
    },
    mutations: { networkMode: 'always' },
  },
});
