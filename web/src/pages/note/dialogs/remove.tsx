import { useTexts } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** The one thing that cannot be undone is asked for twice. */
export default function RemoveDialog({ onRemove, onClose }: { onRemove: () => void; onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog title={t('remove-for-good')} onClose={onClose}>
      <div className="grid gap-4 px-6 pt-2 pb-6 text-ui">
        <p className="text-faded">{t('note-remove-text')}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('notes-cancel')}</Button>
          <Button kind="main" onClick={onRemove}>
            {t('remove-for-good')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
