import { useState } from 'react';
import type { Memo } from '../../../../../src/client/index.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { setVisibility } from '../../../notes/memo-actions.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { sharedPath } from '../addresses.ts';

/** The address for everybody, and what it means that everybody may read. */
export default function PublicLinkDialog({ memo, onClose }: { memo: Memo; onClose: () => void }) {
  const t = useTexts();
  const [isBusy, setBusy] = useState(false);
  const address = location.origin + sharedPath(memo);
  const isPublic = memo.visibility === 'PUBLIC';
  const set = async (visibility: Memo['visibility']) => {
    setBusy(true);
    await setVisibility(memo, visibility);
    setBusy(false);
  };
  return (
    <Dialog title={t('note-public-link')} onClose={onClose}>
      <div className="grid gap-4 px-6 pt-2 pb-6 text-ui">
        <p className="text-faded">{t(isPublic ? 'note-is-public' : 'note-not-public')}</p>
        {isPublic && (
          <input
            readOnly
            aria-label={t('note-public-link')}
            value={address}
            className="field"
            onFocus={({ target }) => target.select()}
          />
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {isPublic ? (
            <>
              <Button disabled={isBusy} onClick={() => void set('PRIVATE')}>
                {t('note-make-private')}
              </Button>
              <Button kind="main" onClick={() => void copyText(address, t('link-copied'))}>
                {t('copy-link')}
              </Button>
            </>
          ) : (
            <Button kind="main" disabled={isBusy} onClick={() => void set('PUBLIC')}>
              {t('note-make-public')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
