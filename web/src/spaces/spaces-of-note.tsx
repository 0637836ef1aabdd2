import { useQuery } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { createPortal } from 'react-dom';
import type { MemoryDetail, Space } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { useTexts } from '../memories/texts/index.ts';
import { queryClient } from '../lib/query-client.ts';
import { keys } from '../lib/query-keys.ts';
import { useUser } from '../lib/session.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Problem, problemText } from '../ui/problem.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { placeSpace, useSpaces } from './use-spaces.ts';

/** The spaces that hold a note, to be ticked; what is ticked is done at once. @param uid of the note */
export function SpacesOfNote({ uid, onClose }: { uid: string; onClose: () => void }) {
  const t = useTexts();
  const spaces = useSpaces();
  const key = keys.memory(uid);
  const note = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.memories.get(uid, signal),
    staleTime: 0,
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [name, setName] = useState('');
  const held = new Set(note.data?.spaces.map(({ id }) => id));
  const choices = spaces.data?.filter(({ id, permissions }) => permissions.canEdit || held.has(id));

  async function attempt(id: string, work: () => Promise<unknown>): Promise<void> {
    setBusy(id);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(t('not-done', { reason: problemText(error, t) }));
    }
    await queryClient.invalidateQueries({ queryKey: key });
    setBusy(null);
  }
  const toggle = (space: Space) =>
    attempt(space.id, async () => {
      if (held.has(space.id)) await client.spaces.removeContent(space.id, uid);
      else await client.spaces.addContent(space.id, uid);
      queryClient.setQueryData<MemoryDetail>(key, (known) => known && withSpace(known, space));
      void queryClient.invalidateQueries({ queryKey: keys.memories(space.id) });
    });
  const create = (event: FormEvent) => {
    event.preventDefault();
    void attempt('new', async () => {
      const { space } = await client.spaces.create(name.trim());
      placeSpace(space);
      setName('');
      await client.spaces.addContent(space.id, uid);
    });
  };

  // Menus that open it stand in margins, whose looks it would take on.
  return createPortal(
    <Dialog title={t('space-of-note')} onClose={onClose}>
      <div className="grid gap-4 px-6 pt-1 pb-6">
        <p className="text-margin text-faded">{t('space-of-note-text')}</p>
        {(spaces.error ?? note.error) && <Problem error={spaces.error ?? note.error} />}
        {!choices && !spaces.error && <Skeleton lines={3} />}
        {choices && (
          <ul className="grid">
            {choices.map((space) => (
              <li key={space.id}>
                <Choice
                  space={space}
                  isHeld={held.has(space.id)}
                  isBusy={busy !== null || !note.data}
                  onToggle={() => void toggle(space)}
                />
              </li>
            ))}
            {choices.length === 0 && <li className="text-ui text-faded">{t('space-of-note-none')}</li>}
          </ul>
        )}
        <form onSubmit={create} className="flex gap-2 border-t border-hairline pt-4">
          <input
            aria-label={t('space-new')}
            placeholder={t('space-new')}
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className="field"
          />
          <Button type="submit" className="!min-h-10" disabled={name.trim() === '' || busy !== null}>
            {t('space-create-add')}
          </Button>
        </form>
        <p role="alert" className="text-margin text-rubric empty:hidden">
          {problem}
        </p>
      </div>
    </Dialog>,
    document.body,
  );
}

interface ChoiceProps {
  space: Space;
  isHeld: boolean;
  isBusy: boolean;
  onToggle: () => void;
}

function Choice({ space, isHeld, isBusy, onToggle }: ChoiceProps) {
  const t = useTexts();
  const isOwn = useUser().id === Number(space.ownerId);
  return (
    <label className="flex min-h-10 cursor-pointer items-center gap-3 text-ui">
      <input
        type="checkbox"
        checked={isHeld}
        aria-disabled={isBusy}
        onChange={() => !isBusy && onToggle()}
        className="size-4 shrink-0"
      />
      <span className="min-w-0 truncate">{space.name}</span>
      <span className="ml-auto inline-flex shrink-0 items-center gap-2 text-margin text-faded">
        {!isOwn && t('space-by', { name: space.owner.name })}
        {space.isPublic && <Globe size={14} strokeWidth={1.5} role="img" aria-label={t('space-public')} />}
      </span>
    </label>
  );
}

function withSpace(note: MemoryDetail, { id, name }: Space): MemoryDetail {
  const others = note.spaces.filter((one) => one.id !== id);
  return { ...note, spaces: others.length < note.spaces.length ? others : [...others, { id, name }] };
}
