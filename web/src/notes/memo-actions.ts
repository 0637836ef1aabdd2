import type { Memo, MemoPatch, RowStatus } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { copyText } from '../lib/copy-text.ts';
import { t } from '../lib/i18n.ts';
import { dropMemo, knownMemo, placeMemo } from '../lib/memo-lists.ts';
import { isOffline } from '../lib/refusal.ts';
import { sendUnsent } from '../lib/unsent.ts';
import { unsentChanges } from '../lib/unsent-changes.ts';
import { tagsMayHaveChanged } from '../lib/use-live.ts';
import { problemText } from '../ui/problem.tsx';
import { confirm } from '../ui/confirm.tsx';
import { say } from '../ui/toasts.tsx';

/**
 * What can be done with a note. It shows at once, is sent, and is taken back where the server refuses; every step can be
 * undone.
 */
export async function change(memo: Memo, patch: MemoPatch): Promise<boolean> {
  const { resources: _, ...shown } = patch;
  // What is at hand may be older than what was told of it since, such as when it is taken back.
  const now = (): Memo => knownMemo(memo.id) ?? memo;
  const before = now();
  placeMemo({ ...before, ...(shown as Partial<Memo>) });
  try {
    placeMemo(await client.memos.update(memo.id, patch));
    tagsMayHaveChanged();
    return true;
  } catch (error) {
    if (isOffline(error) && unsentChanges.canKeep(patch)) {
      unsentChanges.keep(before, patch);
      void sendUnsent();
      return true;
    }
    placeMemo({ ...now(), ...fieldsOf(before, shown) });
    say(t('not-done', { reason: problemText(error, t) }));
    return false;
  }
}

/** Of a note what a patch was to change, as it was. */
const fieldsOf = (memo: Memo, patch: object): Partial<Memo> =>
  Object.fromEntries(Object.entries(memo).filter(([name]) => name in patch));

export async function togglePin(memo: Memo): Promise<void> {
  const pinned = !memo.pinned;
  const done = await change(memo, { pinned });
  if (done)
    say(
      t(pinned ? 'was-pinned' : 'was-unpinned'),
      () => void change({ ...memo, pinned }, { pinned: !pinned }),
    );
}

export async function setVisibility(memo: Memo, visibility: Memo['visibility']): Promise<void> {
  const done = await change(memo, { visibility });
  if (!done) return;
  say(t('is-now', { visibility: t(`visibility-${visibility}`) }), () => {
    void change({ ...memo, visibility }, { visibility: memo.visibility });
  });
}

const MOVED = { NORMAL: 'was-restored', ARCHIVED: 'was-archived', TRASHED: 'was-trashed' } as const;

/** Between the timeline, the archive and the trash. */
export async function moveTo(memo: Memo, rowStatus: RowStatus): Promise<void> {
  const done = await change(memo, { rowStatus });
  if (!done) return;
  const back = memo.rowStatus;
  say(t(MOVED[rowStatus]), () => void change({ ...memo, rowStatus }, { rowStatus: back }));
}

/** For good: there is no way back, so it asks first. */
export async function removeForGood(memo: Memo): Promise<void> {
  const { shownTitle } = await import('../titles/shown-title.ts');
  const title = t('removal-title', { title: shownTitle(memo.title) || t('untitled') });
  if (!(await confirm({ title, text: t('removal-text'), action: t('remove-for-good') }))) return;
  try {
    await client.memos.remove(memo.id, { force: true });
    dropMemo(memo.name);
    say(t('was-removed'));
  } catch (error) {
    say(t('not-done', { reason: problemText(error, t) }));
  }
}

export const copyLink = ({ id }: Memo): Promise<void> =>
  copyText(`${location.origin}/n/${id}`, t('link-copied'));
