import { useCallback } from 'react';
import type { Memo } from '../../../../src/client/index.ts';
import { locale, useTexts } from '../../lib/i18n.ts';
import { useMemoList } from '../../lib/memo-lists.ts';
import { useUser } from '../../lib/session.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { MemoList } from '../../notes/memo-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EmptyTrash } from './empty-trash.tsx';
import { stayOf } from './stay.ts';
import { useTrashTexts } from './texts.ts';

/** What was thrown away: each note with the days between which it can be restored. */
export default function TrashPage() {
  const t = useTexts();
  const s = useTrashTexts();
  const creator = useUser().name;
  const filter = { status: 'TRASHED', creator } as const;
  const { data } = useMemoList(filter);
  const hasAny = data?.pages.some((page) => page.data.length > 0) ?? false;
  const remark = useCallback(
    (memo: Memo) => {
      const { since, until, daysLeft } = stayOf(memo, Date.now());
      return s('stay', {
        since: shortDay(since),
        until: shortDay(until),
        count: daysLeft,
      });
    },
    [s],
  );
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

/** Short, for the margin, and in one piece. */
const shortDay = (date: Date): string =>
  date.toLocaleDateString(locale(), { day: 'numeric', month: 'short' }).replaceAll(' ', '\u00a0');
