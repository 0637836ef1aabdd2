import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Memo, Space } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { keys } from '../../../lib/query-keys.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Problem, problemText } from '../../../ui/problem.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { say } from '../../../ui/toasts.tsx';

/** The spaces that the note is in, and those that it could be in. */
export default function SpacesDialog({ memo, onClose }: { memo: Memo; onClose: () => void }) {
  const t = useTexts();
  const spaces = useQuery({
    queryKey: keys.spaces,
    queryFn: async ({ signal }) => (await client.spaces.list(signal)).spaces,
    refetchOnMount: 'always',
    select: (all) => all.filter(({ permissions }) => permissions.canEdit || permissions.isOwner),
  });
  const ofNote = [...keys.memo(memo.id), 'spaces'];
  const held = useQuery({
    queryKey: ofNote,
    queryFn: async ({ signal }) => (await client.memories.get(memo.uid, signal)).spaces ?? [],
  });
  const error = spaces.error ?? held.error;
  const toggle = async ({ id, name }: Space, isIn: boolean) => {
    const before = held.data ?? [];
    queryClient.setQueryData(
      ofNote,
      isIn ? before.filter((one) => one.id !== id) : [...before, { id, name }],
    );
    try {
      await (isIn ? client.spaces.removeContent(id, memo.uid) : client.spaces.addContent(id, memo.uid));
    } catch (problem) {
      queryClient.setQueryData(ofNote, before);
      say(t('not-done', { reason: problemText(problem, t) }));
    }
    await queryClient.invalidateQueries({ queryKey: keys.memories(id) });
  };
  return (
    <Dialog title={t('note-to-space')} onClose={onClose}>
      <div className="px-6 pt-2 pb-6 text-ui">
        <p className="mb-4 text-faded">{t('note-to-space-text')}</p>
        {error ? (
          <Problem error={error} onRetry={() => void spaces.refetch()} />
        ) : !spaces.data || !held.data ? (
          <Skeleton />
        ) : spaces.data.length === 0 ? (
          <Link href="/spaces" onClick={onClose} className="text-rubric underline">
            {t('note-no-spaces')}
          </Link>
        ) : (
          <ul>
            {spaces.data.map((space) => {
              const isIn = held.data.some(({ id }) => id === space.id);
              return (
                <li key={space.id} className="border-b border-hairline last:border-0">
                  <label className="flex min-h-11 cursor-pointer items-center gap-3">
                    <input type="checkbox" checked={isIn} onChange={() => void toggle(space, isIn)} />
                    <span className="truncate">{space.name}</span>
                  </label>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
