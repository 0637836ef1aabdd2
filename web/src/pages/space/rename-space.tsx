import { useState, type FormEvent } from 'react';
import type { Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { placeSpace } from '../../spaces/use-spaces.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';

export function RenameSpace({ space, onClose }: { space: Space; onClose: () => void }) {
  const t = useTexts();
  const [name, setName] = useState(space.name);
  const [error, setError] = useState<unknown>(null);
  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    try {
      placeSpace(await client.spaces.update(space.id, { name: name.trim() }));
      onClose();
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <Dialog title={t('space-rename')} onClose={onClose}>
      <form onSubmit={(event) => void rename(event)} className="grid gap-4 px-6 pt-2 pb-6">
        <Field
          label={t('space-name')}
          value={name}
          required
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        {error !== null && <Problem error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('space-cancel')}</Button>
          <Button kind="main" type="submit" disabled={name.trim() === ''}>
            {t('space-rename')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
