import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { Memory } from '../../../../src/client/index.ts';
import './space.css';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { isSavedPage } from '../../memories/memory-lists.ts';
import { textOf } from '../../memories/page-words.ts';
import { NoteText } from '../../notes/note-text.tsx';
import { SpaceRefused } from '../../spaces/space-refused.tsx';
import { refusalOf, useSpace } from '../../spaces/use-spaces.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFreshOnReturn } from '../../visitors/use-fresh.ts';
import { SpaceList } from './space-list.tsx';

const Door = lazy(() => import('../door/index.tsx'));

/** A public space for who is not signed in. One that is not public is behind the door. */
export default function VisitorPage({ id }: { id: string }) {
  const t = useTexts();
  const uid = id.split('---', 1)[0] ?? '';
  const { data: space, error, refetch } = useSpace(uid);
  const [wantsIn, setWantsIn] = useState(false);
  const refusal = refusalOf(error);
  useFreshOnReturn();
  if (wantsIn) return <Door />;
  return (
    <div className="page space-visitor">
      <main className="page-main">
        <PageRow>
          <header className="mb-10 flex items-center justify-between border-b border-hairline pb-3 text-margin">
            <Link href="/" className="border-l-2 border-rubric pl-3 font-serif text-ui">
              Commonplace
            </Link>
            <Button kind="quiet" className="-mr-3" onClick={() => setWantsIn(true)}>
              {t('sign-in')}
            </Button>
          </header>
        </PageRow>
        {refusal && (
          <PageRow>
            <SpaceRefused why={refusal} isVisitor>
              {refusal === 'closed' && (
                <Button kind="main" className="mt-4" onClick={() => setWantsIn(true)}>
                  {t('sign-in')}
                </Button>
              )}
            </SpaceRefused>
          </PageRow>
        )}
        {!space && !refusal && (
          <PageRow>
            {error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
          </PageRow>
        )}
        {space && !refusal && (
          <>
            <div className="space-head">
              <PageTitle title={space.name} />
            </div>
            <PageRow>
              <p className="mb-8 text-margin text-faded">{t('space-visitor', { name: space.owner.name })}</p>
            </PageRow>
            <Suspense>
              <SpaceList
                spaceId={uid}
                empty={
                  <EmptyState title={t('space-holds-nothing')}>{t('space-holds-nothing-read')}</EmptyState>
                }
                below={(memory) => isSavedPage(memory) && <PageInPlace memory={memory} />}
              />
            </Suspense>
          </>
        )}
      </main>
    </div>
  );
}

/** The text of a saved page, unfolded where it stands. */
function PageInPlace({ memory }: { memory: Memory }) {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const text = textOf(memory);
  return (
    <div className="mt-2">
      {isOpen && <NoteText content={text} variant="page" />}
      <p className="flex flex-wrap gap-x-4 text-margin">
        {text !== '' && (
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="min-h-6 font-medium text-rubric hover:underline"
          >
            {t(isOpen ? 'space-fold' : 'space-read-here')}
          </button>
        )}
        <a
          href={memory.url}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex min-h-6 items-center text-faded hover:text-rubric"
        >
          {t('lib-original')}
        </a>
      </p>
    </div>
  );
}
