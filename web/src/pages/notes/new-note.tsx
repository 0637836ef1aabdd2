import { useRef, useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../lib/i18n.ts';
import { makeNote } from '../../lib/make-note.ts';
import { knownMemo } from '../../lib/memo-lists.ts';
import { outbox, type Unsent } from '../../lib/outbox.ts';
import { refusalOf } from '../../lib/refusal.ts';
import { useUser } from '../../lib/session.ts';
import { notePath } from '../../notes/note-text.tsx';
import { shownTitle } from '../../titles/shown-title.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import type { GraphNode } from '../graph/data/link-graph.ts';
import { NoteFinder } from '../graph/note-finder.tsx';

interface Props {
  nodes: readonly GraphNode[];
  /** What it might be called. */
  title: string;
  onClose: () => void;
}

/** A note begun by its title, and joined to another at once if one likes. */
export function NewNote({ nodes, title: suggested, onClose }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const { defaultVisibility = 'PRIVATE' } = useUser();
  const [title, setTitle] = useState(suggested);
  const [text, setText] = useState('');
  const [link, setLink] = useState<GraphNode | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // The same attempt, repeated, makes one note.
  const last = useRef<Unsent>(null);
  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const linked = link && (knownMemo(link.id) ?? (await client.memos.get(link.id)));
      const content = linked
        ? `# ${title.trim()}\n\n[${escaped(shownTitle(linked.title))}](${linked.filename})\n`
        : `# ${title.trim()}\n`;
      if (last.current?.content !== content)
        last.current = outbox.entryOf({ content, visibility: defaultVisibility, resources: [] });
      const made = await makeNote(last.current);
      onClose();
      if (made) navigate(notePath(made.id));
    } catch (problem) {
      setError(problem);
      if (refusalOf(problem) !== null) last.current = null;
      setBusy(false);
    }
  }
  return (
    <Dialog title={t('notes-new')} onClose={onClose} className="overflow-visible">
      <form onSubmit={(event) => void make(event)} className="grid gap-4 px-6 pt-2 pb-6">
        <Field
          label={t('notes-title')}
          value={title}
          autoFocus
          required
          autoComplete="off"
          onChange={(event) => setTitle(event.target.value)}
        />
        {nodes.length > 0 && (
          <div className="grid gap-1">
            <span className="text-margin font-medium">{t('notes-link')}</span>
            <NoteFinder
              nodes={nodes}
              label={t('graph-find')}
              text={link ? link.title : text}
              onText={(next) => {
                setLink(null);
                setText(next);
              }}
              onChoose={setLink}
            />
            <p className="text-margin text-faded">{t('notes-link-hint')}</p>
          </div>
        )}
        {error !== null && <Problem error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('notes-cancel')}</Button>
          <Button kind="main" type="submit" disabled={isBusy || title.trim() === ''}>
            {t('notes-make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const escaped = (text: string): string => text.replace(/[[\]\\]/g, '\\$&');
