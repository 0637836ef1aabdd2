import { Link } from 'wouter';
import { ClientError } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { PageRow } from '../../layout/page-row.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';

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

/** The note was removed while it was open. */
export function GoneNote() {
  const t = useTexts();
  useDocumentTitle(t('nothing-here'));
  return (
    <PageRow>
      <h1 className="font-serif text-title">{t('note-gone')}</h1>
      <p className="mt-2 mb-4 text-ui text-faded">{t('note-gone-text')}</p>
      <Link href="/" className="text-rubric underline">
        {t('timeline')}
      </Link>
    </PageRow>
  );
}
