import { Suspense } from 'react';
import { Diff } from '../../../editor/index.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { say } from '../../../ui/toasts.tsx';
import { bothTexts } from './both-texts.ts';
import { diffLabels } from './diff-labels.ts';
import type { Writing } from './use-writing.ts';

/** The note was changed elsewhere while it was written here: both texts, and whoever wrote says what it shall be. */
export default function Conflict({ writing }: { writing: Writing }) {
  const t = useTexts();
  const { content: mine, theirs } = writing.state;
  if (!theirs) return null;
  const takeTheirs = () => {
    writing.resolve(theirs.content);
    say(t('note-theirs-taken'), () => writing.edit(mine));
  };
  return (
    <section aria-label={t('note-conflict')} className="note-conflict">
      <div role="alert" className="border-l-2 border-rubric pl-4">
        <h2 className="font-serif text-title">{t('note-conflict')}</h2>
        <p className="mt-1 max-w-[68ch] text-ui text-faded">{t('note-conflict-text')}</p>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button kind="main" onClick={() => writing.resolve(bothTexts(theirs.content, mine))}>
          {t('note-keep-both')}
        </Button>
        <Button onClick={() => writing.resolve(mine)}>{t('note-keep-mine')}</Button>
        <Button onClick={takeTheirs}>{t('note-take-theirs')}</Button>
      </div>
      <div className="mt-6 grid gap-6 sm:grid-cols-2">
        <Text name={t('note-mine')} text={mine} />
        <Text name={t('note-theirs')} text={theirs.content} />
      </div>
      <h3 className="mt-6 mb-2 text-margin font-medium text-faded">{t('note-theirs-to-mine')}</h3>
      <Suspense fallback={<Spinner />}>
        <Diff before={theirs.content} after={mine} label={t('note-theirs-to-mine')} labels={diffLabels(t)} />
      </Suspense>
    </section>
  );
}

function Text({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <h3 className="mb-2 text-margin font-medium text-faded">{name}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard. */}
      <div className="note-version prose-note" tabIndex={0} role="region" aria-label={name}>
        {text}
      </div>
    </div>
  );
}
