import { useParams } from 'wouter';
import { useUser } from '../../lib/session.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { useTexts } from '../../lib/i18n.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import './note.css';
import { OtherNote } from './other-note.tsx';
import { OwnNote } from './own-note.tsx';
import { useTopOfPage } from './use-top-of-page.ts';
import { useNote } from './use-note.ts';
import { GoneNote, NoNote } from './words.tsx';

/** One note, by its number, its uid or the name of its file. */
export default function NotePage() {
  const t = useTexts();
  const { id = '' } = useParams<{ id: string }>();
  const user = useUser();
  const { memo, error, isGone, retry } = useNote(id);
  useDocumentTitle((memo && shownTitle(memo.title)) || t('note'));
  useTopOfPage(id);
  if (memo && isGone) return <GoneNote uid={memo.uid} />;
  if (memo) {
    return memo.creator === user.name ? (
      <OwnNote key={memo.id} memo={memo} />
    ) : (
      <OtherNote key={memo.id} memo={memo} />
    );
  }
  if (error) return <NoNote error={error} onRetry={retry} />;
  return (
    <PageRow>
      <Skeleton lines={9} />
    </PageRow>
  );
}
