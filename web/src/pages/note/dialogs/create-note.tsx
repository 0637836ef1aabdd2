import { useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../../../lib/i18n.ts';
import { makeNote } from '../../../lib/make-note.ts';
import { outbox, type Unsent } from '../../../lib/outbox.ts';
import { refusalOf } from '../../../lib/refusal.ts';
import { useUser } from '../../../lib/session.ts';
import { notePath } from '../../../notes/note-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Problem } from '../../../ui/problem.tsx';
import { createdAtOf } from './created-at.ts';

interface Props {
  filename: string;
  /** What the link says. */
  label: string;
  onClose: () => void;
}

/** Makes the note that a link names, so that the link leads to it. */
export default function CreateNoteDialog({ filename, label, onClose }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [title, setTitle] = useState(label);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { defaultVisibility = 'PRIVATE' } = useUser();
  // The same attempt, repeated, makes one note.
  const last = useRef<Unsent>(null);
  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const content = `# ${title.trim()}\n\n`;
      if (last.current?.content !== content)
        last.current = outbox.entryOf({
          content,
          visibility: defaultVisibility,
          resources: [],
          createTime: createdAtOf(filename),
        });
      const made = await makeNote(last.current);
      onClose();
      if (made) navigate(notePath(made.filename), { state: { write: true } });
    } catch (problem) {
      setError(problem);
      if (refusalOf(problem) !== null) last.current = null;
      setBusy(false);
    }
  }
  return (
    <Dialog title={t('note-missing')} onClose={onClose}>
      <form onSubmit={(event) => void make(event)} className="grid gap-4 px-6 pt-2 pb-6">
        <p className="text-ui text-faded">{t('note-missing-text', { filename })}</p>
        <Field
          label={t('notes-title')}
          value={title}
          required
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        {error !== null && <Problem error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('notes-cancel')}</Button>
          <Button kind="main" type="submit" disabled={isBusy || title.trim() === ''}>
            {t('note-create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
