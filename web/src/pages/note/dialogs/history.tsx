import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Memo, MemoVersion } from '../../../../../src/client/index.ts';
import { Diff } from '../../../editor/index.ts';
import { client } from '../../../lib/client.ts';
import { formatDateTime } from '../../../lib/dates.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { keys } from '../../../lib/query-keys.ts';
import { change } from '../../../notes/memo-actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { say } from '../../../ui/toasts.tsx';
import { diffLabels } from '../writing/diff-labels.ts';

/** What the note said before: by time, compared with now or with the version before it, and brought back. */
export default function HistoryDialog({ memo, onClose }: { memo: Memo; onClose: () => void }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.memo(memo.id), 'versions', memo.updateTime],
    queryFn: async ({ signal }) => (await client.memos.versions(memo.id, signal)).data,
    staleTime: 0,
  });
  return (
    <Dialog title={t('note-history')} onClose={onClose} className="note-wide">
      <div className="px-6 pt-2 pb-6">
        {error ? (
          <Problem error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton lines={6} />
        ) : data.length === 0 ? (
          <p className="max-w-[56ch] text-ui text-faded">{t('note-no-history')}</p>
        ) : (
          <Versions memo={memo} versions={data} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

interface Props {
  memo: Memo;
  versions: readonly MemoVersion[];
  onClose: () => void;
}

function Versions({ memo, versions, onClose }: Props) {
  const t = useTexts();
  const [chosen, setChosen] = useState(versions[0]!.id);
  const [against, setAgainst] = useState<'now' | 'before'>('now');
  const at = Math.max(
    versions.findIndex(({ id }) => id === chosen),
    0,
  );
  const version = versions[at]!;
  const before = versions[at + 1];
  const text = useVersion(memo, version.id);
  const textBefore = useVersion(memo, against === 'before' ? before?.id : undefined);
  const [older, newer] = against === 'now' ? [text, memo.content] : [before ? textBefore : '', text];

  const restore = async () => {
    if (text === undefined) return;
    const present = memo.content;
    // Without a condition: then what it says now becomes a version, whoever wrote it.
    if (!(await change(memo, { content: text }))) return;
    onClose();
    say(t('note-restored'), () => void change({ ...memo, content: text }, { content: present }));
  };
  return (
    <div className="grid gap-x-6 gap-y-1 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <div className="sm:hidden">
        <Select
          label={t('note-versions')}
          value={String(version.id)}
          onChoose={(id) => setChosen(Number(id))}
          options={versions.map(({ id, writeTime }) => ({
            value: String(id),
            text: formatDateTime(writeTime),
          }))}
          className="-ml-3"
        />
      </div>
      <ul aria-label={t('note-versions')} className="hidden max-h-[60dvh] overflow-y-auto sm:block">
        {versions.map(({ id, writeTime, size }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === version.id}
              onClick={() => setChosen(id)}
              className="note-version-choice"
            >
              <time dateTime={writeTime}>{formatDateTime(writeTime)}</time>
              <span className="text-faded">{t('note-characters', { count: size })}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="min-w-0">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-2 border-b border-hairline pb-2">
          <Select
            label={t('note-compare')}
            showLabel
            value={against}
            onChoose={setAgainst}
            options={[
              { value: 'now', text: t('note-with-now') },
              { value: 'before', text: t('note-with-before') },
            ]}
            className="-ml-3"
          />
          <Button onClick={() => void restore()} disabled={text === undefined || text === memo.content}>
            {t('note-restore')}
          </Button>
        </div>
        {older === undefined || newer === undefined ? (
          <Spinner />
        ) : (
          <Suspense fallback={<Spinner />}>
            <Diff
              key={`${version.id}/${against}`}
              before={older}
              after={newer}
              label={t('note-differs')}
              labels={diffLabels(t)}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function useVersion(memo: Memo, id: number | undefined): string | undefined {
  const { data } = useQuery({
    queryKey: [...keys.memo(memo.id), 'version', id],
    queryFn: async ({ signal }) => (await client.memos.version(memo.id, id!, signal)).content,
    enabled: id !== undefined,
    staleTime: Infinity,
  });
  return data;
}
