import { useState, type FormEvent, type ReactNode } from 'react';
import { useTexts } from '../memories/texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Problem } from '../ui/problem.tsx';

interface Props {
  title: string;
  /** Of the button that does it. */
  action: string;
  name?: string;
  /** @param name without spaces around it; what goes wrong is shown */
  onName: (name: string) => Promise<void>;
  onClose: () => void;
  /** What else there is to choose. */
  children?: ReactNode;
}

/** Asks for the name of a space. */
export function SpaceNameDialog({ title, action, name: before = '', onName, onClose, children }: Props) {
  const t = useTexts();
  const [name, setName] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onName(name.trim());
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-4 px-6 pt-2 pb-6">
        <Field
          label={t('space-name')}
          value={name}
          required
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        {children}
        {error !== null && <Problem error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('space-cancel')}</Button>
          <Button kind="main" type="submit" disabled={isBusy || name.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
