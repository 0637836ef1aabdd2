import { useState } from 'react';
import { useTexts } from '../../lib/i18n.ts';
import { useSystem } from '../../lib/session.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import { useFreshOnReturn } from '../../visitors/use-fresh.ts';
import DoorPage from '../door/index.tsx';
import './note.css';
import { OtherNote } from './other-note.tsx';
import { useNote } from './use-note.ts';
import { NoNote } from './words.tsx';

/** A public note for somebody without an account: the page, without the app around it. */
export default function VisitorPage({ name }: { name: string }) {
  const [wantsIn, setWantsIn] = useState(false);
  if (wantsIn) return <DoorPage />;
  return (
    <div className="page note-visitor">
      <main id="main" className="page-main">
        <VisitorNote name={name} onSignIn={() => setWantsIn(true)} />
      </main>
    </div>
  );
}

function VisitorNote({ name, onSignIn }: { name: string; onSignIn: () => void }) {
  const t = useTexts();
  const { memo, error, retry } = useNote(name);
  const { data: system } = useSystem();
  useFreshOnReturn();
  useDocumentTitle((memo && shownTitle(memo.title)) || t('note'));
  if (memo)
    return (
      <>
        <OtherNote key={memo.id} memo={memo} isVisitor />
        <footer className="page-row mt-12">
          <p className="page-column border-t border-hairline pt-4 text-margin text-faded">
            {system?.customizedProfile.title ?? 'Commonplace'}
          </p>
        </footer>
      </>
    );
  if (error) return <NoNote error={error} onRetry={retry} onSignIn={onSignIn} />;
  return (
    <PageRow>
      <Skeleton lines={9} />
    </PageRow>
  );
}
