import { QueryClient } from '@tanstack/react-query';
import { ClientError } from '../../../src/client/index.ts';

const MINUTE = 60_000;

/** What was read stays good while the live stream corrects it, so nothing is asked twice on its own. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * MINUTE,
      gcTime: 60 * MINUTE,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof ClientError && error.isTemporary && failures < 3,
    },
    mutations: { networkMode: 'always' },
  },
});
