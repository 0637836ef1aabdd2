import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../../lib/client.ts';
import { knownMemo } from '../../lib/memo-lists.ts';
import { queryClient } from '../../lib/query-client.ts';
import { keys } from '../../lib/query-keys.ts';
import { onLive } from '../../lib/use-live.ts';

/** A note by its number, its uid or the name of its file; kept right by the live stream. */
export function useNote(name: string) {
  const first = useQuery({
    queryKey: keys.memo(name),
    queryFn: ({ signal }) => client.memos.get(name, signal),
    initialData: () => knownMemo(Number(name)),
  });
  const id = first.data?.id;
  // Whatever it was asked for by, what happens to it is told by its number.
  const { data: memo } = useQuery({
    queryKey: keys.memo(id ?? name),
    queryFn: ({ signal }) => client.memos.get(id ?? name, signal),
    initialData: () => knownMemo(id ?? Number.NaN) ?? first.data,
    enabled: id !== undefined,
  });
  const [goneId, setGoneId] = useState<number>();
  useEffect(
    () =>
      onLive((event) => {
        if (event.type === 'memo.deleted' && event.memo.name === `memos/${id}`) setGoneId(id);
        // What happened while nobody told of it.
        if (event.type === 'open' && !event.resumed && id !== undefined) {
          void queryClient.invalidateQueries({ queryKey: keys.memo(id) });
        }
      }),
    [id],
  );
  return {
    memo: memo?.id === id ? memo : first.data,
    error: first.error,
    isGone: id !== undefined && goneId === id,
    retry: () => void first.refetch(),
  };
}
