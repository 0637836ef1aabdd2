import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { MemoLinks } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { onLive } from '../../lib/use-live.ts';

const CALM_MS = 300;
const NONE: MemoLinks = { incoming: [], outgoing: [] };

/** The links of a note in both directions; read anew when notes have changed. */
export function useLinks(id: number) {
  const key = useMemo(() => [...keys.memo(id), 'links'], [id]);
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.memos.links(id, signal),
    refetchOnMount: 'always',
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLive(({ type }) => {
      if (!type.startsWith('memo.')) return;
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: key }), CALM_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key]);
  return { links: data ?? NONE, areKnown: data !== undefined };
}
