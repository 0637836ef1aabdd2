import { Suspense } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { allOf, useMemories } from '../../memories/memory-lists.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LibraryList, PageRows } from './library-list.tsx';
import { SaveField } from './save-field.tsx';
import { isOn, SHELVES, type Shelf } from './shelf.ts';
import { useFound } from './use-found.ts';

/** Pages that were saved, to be read in peace. */
export default function LibraryPage() {
  const t = useTexts();
  const [params, setParams] = useSearchParams();
  const shelf = SHELVES.find((one) => one === params.get('show')) ?? 'all';
  const words = params.get('q') ?? '';
  const list = useMemories();
  const found = useFound(words, allOf(list.data));
  const set = (name: string, value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <PageTitle title={t('library')}>
        <Link href="/save/how" className="text-margin text-faded hover:text-rubric">
          {t('save-how')}
        </Link>
      </PageTitle>
      <SaveField />
      <PageRow>
        <div className="mt-6 mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-hairline pb-2">
          <Shelves shelf={shelf} onChoose={(one) => set('show', one === 'all' ? '' : one)} />
          <input
            type="search"
            aria-label={t('lib-search')}
            placeholder={t('lib-search')}
            value={words}
            onChange={(event) => set('q', event.target.value)}
            className="field !min-h-8 !w-56 max-sm:!w-full"
          />
        </div>
      </PageRow>
      <Suspense fallback={<Waiting />}>
        {words.trim() === '' ? (
          <LibraryList list={list} shelf={shelf} />
        ) : (
          <Found found={found} shelf={shelf} />
        )}
      </Suspense>
    </>
  );
}

function Shelves({ shelf, onChoose }: { shelf: Shelf; onChoose: (shelf: Shelf) => void }) {
  const t = useTexts();
  return (
    <div role="group" aria-label={t('lib-show')} className="-ml-3 flex flex-wrap">
      {SHELVES.map((one) => (
        <Button key={one} kind="quiet" aria-pressed={one === shelf} onClick={() => onChoose(one)}>
          {t(`lib-${one}`)}
        </Button>
      ))}
    </div>
  );
}

function Found({ found, shelf }: { found: ReturnType<typeof useFound>; shelf: Shelf }) {
  const t = useTexts();
  const { data, error, isPlaceholderData } = found;
  const memories = data?.filter((one) => isOn(shelf, one)) ?? [];
  if (error)
    return (
      <PageRow>
        <Problem error={error} />
      </PageRow>
    );
  if (!data) return <Waiting />;
  return (
    <>
      <PageRow>
        <p role="status" className="text-margin text-faded">
          {memories.length === 0 && !isPlaceholderData && t('nothing-found')}
        </p>
      </PageRow>
      {memories.length > 0 && <PageRows name={`library found ${shelf}`} memories={memories} />}
    </>
  );
}

function Waiting() {
  return (
    <PageRow>
      <Skeleton lines={9} />
    </PageRow>
  );
}
