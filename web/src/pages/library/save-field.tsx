import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { MemoryDetail } from '../../../../src/client/index.ts';
import { FetchAgain } from '../../memories/fetch-again.tsx';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { shortAddress } from '../../memories/page-words.ts';
import { notePath } from '../../notes/note-text.tsx';
import { Button } from '../../ui/button.tsx';
import { useSaving, type Unsaved } from './use-saving.ts';

/** Addresses to be saved, one a line; what came of those that were not simply saved stands below. */
export function SaveField() {
  const t = useTexts();
  const { text, write, save, stop, progress, unsaved, saved } = useSaving();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <PageRow>
      <form onSubmit={submit} className="flex items-start gap-2">
        <textarea
          rows={1}
          aria-label={t('lib-field')}
          placeholder={t('lib-placeholder')}
          value={text}
          readOnly={progress !== null}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          className="field field-sizing-content max-h-60 resize-none wrap-anywhere"
        />
        {progress && progress.total > 1 ? (
          <Button onClick={stop} className="!min-h-10">
            {t('lib-stop')}
          </Button>
        ) : (
          <Button type="submit" kind="main" className="!min-h-10" disabled={text.trim() === '' || !!progress}>
            {t('save')}
          </Button>
        )}
      </form>
      <div role="status" className="text-margin text-faded">
        {progress && progress.total > 1 && <p className="mt-2">{t('lib-saving', { ...progress })}</p>}
        {!progress && saved > 0 && <p className="mt-2">{t('lib-saved', { count: saved })}</p>}
      </div>
      {unsaved.length > 0 && (
        <ul
          aria-label={t('lib-not-kept')}
          className="mt-3 grid gap-2 border-l-2 border-rubric pl-4 text-margin"
        >
          {unsaved.map((one) => (
            <UnsavedLine key={one.line} unsaved={one} />
          ))}
        </ul>
      )}
    </PageRow>
  );
}

function UnsavedLine({ unsaved: { line, existingId, reason } }: { unsaved: Unsaved }) {
  const t = useTexts();
  return (
    <li className="wrap-anywhere">
      <span className="font-medium">{shortAddress(line)}</span>{' '}
      {existingId === undefined ? (
        reason
      ) : (
        <>
          {t('lib-is-there')}
          {'. '}
          <Link href={notePath(existingId)} className="text-rubric underline">
            {t('lib-show-it')}
          </Link>
          <Again id={existingId} />
        </>
      )}
    </li>
  );
}

function Again({ id }: { id: string }) {
  const t = useTexts();
  const [asked, setAsked] = useState<MemoryDetail | null>(null);
  return (
    <div className="mt-1">
      {!asked && <FetchAgain id={id} onAsked={setAsked} />}
      <p role="status" className="text-faded empty:hidden">
        {asked && [t('again-fetching'), ...(asked.edited ? [t('again-edited')] : [])].join(' ')}
      </p>
    </div>
  );
}
