import { useState } from 'react';
import { ClientError, type RowStatus } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { useTexts } from '../lib/i18n.ts';
import { placeMemo } from '../lib/memo-lists.ts';
import { useUser } from '../lib/session.ts';
import { useSignal } from '../lib/signal.ts';
import { PageRow } from '../layout/page-row.tsx';
import { Button } from '../ui/button.tsx';
import { problemText } from '../ui/problem.tsx';
import { say } from '../ui/toasts.tsx';
import { welcomeNotes } from './welcome-notes.ts';

/** Throws the notes away that explain the app, all at once, as long as they are there. */
export function DeleteWelcome() {
  const t = useTexts();
  const { id } = useUser();
  useSignal(welcomeNotes.changed);
  const [isBusy, setBusy] = useState(false);
  const ids = welcomeNotes.of(id);
  if (ids.length === 0) return null;

  const move = async (rowStatus: RowStatus): Promise<void> => {
    setBusy(true);
    try {
      for (const memo of ids) await put(memo, rowStatus);
      const isGone = rowStatus === 'TRASHED';
      welcomeNotes.keep(id, isGone ? [] : ids);
      if (isGone) say(t('welcome-deleted'), () => void move('NORMAL'));
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <PageRow>
      <Button kind="quiet" className="-ml-3" disabled={isBusy} onClick={() => void move('TRASHED')}>
        {t('welcome-delete')}
      </Button>
    </PageRow>
  );
}

/** One that was removed for good is as gone as it can be. */
async function put(id: number, rowStatus: RowStatus): Promise<void> {
  try {
    placeMemo(await client.memos.update(id, { rowStatus }));
  } catch (error) {
    if (!(error instanceof ClientError && error.status === 404)) throw error;
  }
}
