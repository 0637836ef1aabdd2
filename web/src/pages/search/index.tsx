import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { PageTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { MemoRow } from '../../notes/memo-row.tsx';
import { Problem } from '../../ui/problem.tsx';

export default function SearchPage() {
  const t = useTexts();
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const { data, error } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => client.memos.search({ q, limit: 50 }, signal),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageTitle title={t('search')} />
      <PageRow>
        <input
          type="search"
          autoFocus
          aria-label={t('search')}
          placeholder={t('search-placeholder')}
          value={q}
          onChange={(event) =>
            setParams(event.target.value ? { q: event.target.value } : {}, { replace: true })
          }
          className="field"
        />
        {error && <Problem error={error} />}
        <p role="status" className="mt-2 text-margin text-faded">
          {q && data?.data.length === 0 && t('nothing-found')}
        </p>
      </PageRow>
      {q &&
        data?.data.map((memo, index) => (
          <MemoRow key={memo.id} memo={memo} isFirst={index === 0} position={index + 1} isCurrent={false} />
        ))}
    </>
  );
}
