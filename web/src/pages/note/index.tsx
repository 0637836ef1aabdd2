import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { knownMemo } from '../../lib/memo-lists.ts';
import { keys } from '../../lib/query-keys.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { formatDateTime } from '../../lib/dates.ts';
import { NoteText } from '../../notes/note-text.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** One note, by its number, its uid or the name of its file. */
export default function NotePage() {
  const t = useTexts();
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery({
    queryKey: keys.memo(id),
    queryFn: ({ signal }) => client.memos.get(id, signal),
    initialData: () => knownMemo(Number(id)),
  });
  useDocumentTitle(data?.title || t('note'));
  if (error)
    return (
      <PageRow>
        <Problem error={error} onRetry={() => void refetch()} />
      </PageRow>
    );
  if (!data)
    return (
      <PageRow>
        <Skeleton lines={6} />
      </PageRow>
    );
  return (
    <PageRow left={<time dateTime={data.createTime}>{formatDateTime(data.createTime)}</time>}>
      <article aria-label={data.title}>
        <NoteText content={data.content} memo={data} variant="page" />
      </article>
    </PageRow>
  );
}
