import { useCallback } from 'react';
import type { Memo } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { useMemoList } from '../../lib/memo-lists.ts';
import { useUser } from '../../lib/session.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { MemoList } from '../../notes/memo-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { daysLeft } from './days-left.ts';
import { EmptyTrash } from './empty-trash.tsx';
import { useTrashTexts } from './texts.ts';

/** What was thrown away: each note with the days that it can still be restored. */
export default function TrashPage() {
  const t = useTexts();
  const s = useTrashTexts();
  const creator = useUser().name;
  const filter = { status: 'TRASHED', creator } as const;
  const { data } = useMemoList(filter);
  const hasAny = data?.pages.some((page) => page.data.length > 0) ?? false;
  const remark = useCallback((memo: Memo) => s('days-left', { count: daysLeft(memo, Date.now()) }), [s]);
  return (
    <>
      <PageTitle title={t('trash')} />
      <PageRow>
        <EmptyTrash hasAny={hasAny} />
      </PageRow>
      <MemoList
        filter={filter}
        remark={remark}
        empty={<EmptyState title={t('trash-empty')}>{t('trash-text')}</EmptyState>}
      />
    </>
  );
}
