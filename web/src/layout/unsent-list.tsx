import { useState } from 'react';
import { Link } from 'wouter';
import { formatDateTime } from '../lib/dates.ts';
import { pageTexts } from '../lib/i18n.ts';
import { outbox } from '../lib/outbox.ts';
import { knownMemoByUid } from '../lib/memo-lists.ts';
import { useSignal } from '../lib/signal.ts';
import { isSending, sendUnsent, useUnsent } from '../lib/unsent.ts';
import { unsentChanges, type UnsentChange } from '../lib/unsent-changes.ts';
import { unsentEdits, type UnsentEdit } from '../lib/unsent-edits.ts';
import { notePath } from '../notes/note-text.tsx';
import { shownTitle } from '../titles/shown-title.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { unsentTexts } from './unsent-texts.ts';

const useUnsentTexts = pageTexts(unsentTexts);
type Tell = ReturnType<typeof useUnsentTexts>;

/** What is not yet sent, since when and why; each can be kept as text, or given up. */
export function UnsentList({ onClose }: { onClose: () => void }) {
  const t = useUnsentTexts();
  const { notes, edits, changes, count } = useUnsent();
  const sending = useSignal(isSending);
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <div className="px-6 pt-1 pb-6 text-ui">
        <p className="mb-4 text-margin text-faded">{t(count === 0 ? 'none' : 'text')}</p>
        <ul className="grid gap-4">
          {notes.map(({ key, content, writtenAt, refused }) => (
            <Row
              key={key}
              what={t('new-note', { title: firstWords(content) })}
              since={writtenAt}
              why={refused}
              text={content}
              onDrop={() => outbox.takeBack(key)}
            />
          ))}
          {edits.map((edit) => (
            <Row
              key={edit.uid}
              what={t('edit', { title: titleOf(edit) })}
              since={edit.writtenAt}
              why={edit.status === 'conflict' ? t('conflict') : edit.reason}
              text={edit.content}
              link={edit.status === 'conflict' ? notePath(edit.uid) : undefined}
              onLeave={onClose}
              onDrop={() => unsentEdits.drop(edit.uid)}
            />
          ))}
          {changes.map((change) => (
            <Row
              key={change.id}
              what={stateText(change, t)}
              since={change.writtenAt}
              why={change.refused}
              onDrop={() => unsentChanges.drop(change.id)}
            />
          ))}
        </ul>
        {count > 0 && (
          <Button kind="main" className="mt-6" disabled={sending} onClick={() => void sendUnsent()}>
            {t('try-now')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

interface RowProps {
  what: string;
  since: string;
  why?: string | undefined;
  text?: string;
  link?: string | undefined;
  onLeave?: () => void;
  onDrop: () => void;
}

function Row({ what, since, why, text, link, onLeave, onDrop }: RowProps) {
  const t = useUnsentTexts();
  const [asks, setAsks] = useState(false);
  return (
    <li className="border-t border-hairline pt-3">
      <p className="truncate">{what}</p>
      <p className="text-margin text-faded">{t('since', { time: formatDateTime(since) })}</p>
      <p className={why ? 'text-margin text-rubric' : 'text-margin text-faded'}>{why ?? t('waiting')}</p>
      <p className="-ml-3 flex flex-wrap">
        {link && (
          <Link href={link} onClick={onLeave} className="control control-quiet">
            {t('decide')}
          </Link>
        )}
        {text !== undefined && (
          <Button kind="quiet" onClick={() => keepAsText(what, text)}>
            {t('keep')}
          </Button>
        )}
        {asks ? (
          <Button kind="quiet" className="!text-rubric" onClick={onDrop} autoFocus>
            {t('drop-really')}
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => setAsks(true)}>
            {t('drop')}
          </Button>
        )}
      </p>
    </li>
  );
}

const firstWords = (content: string): string => shownTitle(content.trim().split('\n', 1)[0]!).slice(0, 80);

const titleOf = ({ uid, content }: UnsentEdit): string =>
  shownTitle(knownMemoByUid(uid)?.title ?? '') || firstWords(content);

function stateText({ title, state }: UnsentChange, t: Tell): string {
  const { rowStatus, pinned, visibility } = state;
  const key = rowStatus ?? (visibility ? 'visibility' : pinned ? 'pinned' : 'unpinned');
  return t(key, { title: shownTitle(title) });
}

/** A file, which no browser forgets. */
function keepAsText(name: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
  const link = Object.assign(document.createElement('a'), {
    href,
    download: `${name.replace(/[^\p{L}\p{N} -]/gu, '').slice(0, 60) || 'note'}.md`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
