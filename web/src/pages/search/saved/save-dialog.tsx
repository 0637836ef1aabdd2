import { useState } from 'react';
import { useTexts } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';

const LONGEST = 80;

interface Props {
  title: string;
  name: string;
  onSave: (name: string) => void;
  onClose: () => void;
}

/** Asks for the name of a search. */
export function SaveDialog({ title, name: before, onSave, onClose }: Props) {
  const t = useTexts();
  const [name, setName] = useState(before.slice(0, LONGEST));
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="grid gap-4 px-6 pt-2 pb-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          onSave(name.trim());
          onClose();
        }}
      >
        <Field
          label={t('search-name')}
          value={name}
          maxLength={LONGEST}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('search-cancel')}</Button>
          <Button kind="main" type="submit" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
