import { useTexts } from '../../lib/i18n.ts';
import { outbox, type Unsent } from '../../lib/outbox.ts';
import { useSignal } from '../../lib/signal.ts';
import { withSoon } from '../../lib/soon.tsx';
import { formatTime } from '../../lib/dates.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { NoteText } from '../../notes/note-text.tsx';
import { Button } from '../../ui/button.tsx';

/** Notes that were saved here and are not on the server yet. They look like notes, and say what they wait for. */
export function UnsentNotes() {
  const entries = useSignal(outbox.entries);
  if (entries.length === 0) return null;
  return (
    <div className="mt-6 grid gap-6">
      {entries.map((entry) => (
        <UnsentNote key={entry.key} entry={entry} />
      ))}
    </div>
  );
}

function UnsentNote({ entry }: { entry: Unsent }) {
  const t = useTexts();
  const isKept = outbox.isKept(entry);
  return (
    <PageRow left={<time dateTime={entry.writtenAt}>{formatTime(entry.writtenAt)}</time>}>
      <article aria-label={t('unsaved-note')} className={entry.refused || !isKept ? '' : 'opacity-70'}>
        <NoteText content={entry.content} />
        {entry.refused === undefined ? (
          <p role="status" className="after-a-moment mt-1 text-margin text-faded">
            {t(isKept ? 'saving' : 'unsent-not-kept')}
          </p>
        ) : (
          <div role="alert" className="mt-2 flex flex-wrap items-center gap-3 text-margin">
            <p className="text-rubric">
              {isKept ? t('refused', { reason: entry.refused }) : `${entry.refused} ${t('unsent-not-kept')}`}
            </p>
            <Button onClick={() => withSoon(({ editAgain }) => editAgain(entry))}>{t('edit-again')}</Button>
          </div>
        )}
      </article>
    </PageRow>
  );
}
