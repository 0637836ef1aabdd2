import { useState } from 'react';
import { Link } from 'wouter';
import { ClientError } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { outbox } from '../../lib/outbox.ts';
import { useUser } from '../../lib/session.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';
import { noteDrafts, type NoteDraft } from './writing/note-draft.ts';

const HIDDEN = new Set([400, 401, 403, 404]);

/** Why there is no note to be read. */
export function NoNote({
  error,
  onRetry,
  onSignIn,
}: {
  error: unknown;
  onRetry: () => void;
  onSignIn?: () => void;
}) {
  const t = useTexts();
  const isHidden = error instanceof ClientError && HIDDEN.has(error.status);
  useDocumentTitle(t(isHidden ? 'nothing-here' : 'note'));
  if (!isHidden)
    return (
      <PageRow>
        <Problem error={error} onRetry={onRetry} />
      </PageRow>
    );
  return (
    <PageRow>
      <h1 className="font-serif text-title">{t('note-none')}</h1>
      <p className="mt-2 mb-4 text-ui text-faded">{t(onSignIn ? 'note-none-public' : 'note-none-text')}</p>
      {onSignIn ? (
        <Button kind="main" onClick={onSignIn}>
          {t('sign-in')}
        </Button>
      ) : (
        <p className="flex gap-4 text-ui">
          <Link href="/notes" className="text-rubric underline">
            {t('notes')}
          </Link>
          <Link href="/trash" className="text-rubric underline">
            {t('trash')}
          </Link>
        </p>
      )}
    </PageRow>
  );
}

/** The note was removed while it was open; what was not saved of it is still here. */
export function GoneNote({ uid }: { uid: string }) {
  const t = useTexts();
  const { defaultVisibility = 'PRIVATE' } = useUser();
  const [draft, setDraft] = useState(() => noteDrafts.read(uid));
  useDocumentTitle(t('nothing-here'));
  const keep = async ({ content }: NoteDraft) => {
    setDraft(null);
    await outbox.add({ content, visibility: defaultVisibility, resources: [] });
    noteDrafts.drop(uid);
    say(t('note-gone-kept'));
  };
  return (
    <PageRow>
      <h1 className="font-serif text-title">{t('note-gone')}</h1>
      <p className="mt-2 mb-4 text-ui text-faded">{t('note-gone-text')}</p>
      {draft && (
        <div className="mb-6">
          <p className="mb-2 text-ui">{t('note-gone-draft')}</p>
          <div className="note-version prose-note mb-3">{draft.content}</div>
          <Button kind="main" onClick={() => void keep(draft)}>
            {t('note-gone-keep')}
          </Button>
        </div>
      )}
      <Link href="/" className="text-rubric underline">
        {t('timeline')}
      </Link>
    </PageRow>
  );
}
