import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { placeSpace, spacePath } from '../../spaces/use-spaces.ts';
import { VisibilityChoice } from '../../spaces/visibility-choice.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';

export function NewSpace({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function create(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { space } = await client.spaces.create(name.trim(), isPublic);
      placeSpace(space);
      navigate(spacePath(space.id));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  }
  return (
    <Dialog title={t('space-new')} onClose={onClose}>
      <form onSubmit={(event) => void create(event)} className="grid gap-4 px-6 pt-2 pb-6">
        <Field
          label={t('space-name')}
          value={name}
          required
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <VisibilityChoice isPublic={isPublic} onChoose={setPublic} />
        {error !== null && <Problem error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('space-cancel')}</Button>
          <Button kind="main" type="submit" disabled={isBusy || name.trim() === ''}>
            {t('space-create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
