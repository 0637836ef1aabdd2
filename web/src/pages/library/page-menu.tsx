import { Ellipsis, ExternalLink, FolderPlus, RotateCcw, SquarePen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Memory } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { useCaptureAgain } from '../../memories/capture-state.tsx';
import { dropMemory, placeMemory } from '../../memories/memory-lists.ts';
import { notePath } from '../../notes/note-text.tsx';
import { SpacesOfNote } from '../../spaces/spaces-of-note.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';

/** What can be done with a saved page of one's own. */
export function PageMenu({ memory }: { memory: Memory }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [isInSpaces, setInSpaces] = useState(false);
  const { again } = useCaptureAgain(memory);
  async function moveToTrash(): Promise<void> {
    dropMemory(memory.id);
    try {
      await client.memories.remove(memory.id);
      say(t('was-trashed'), () => void restore());
    } catch (error) {
      placeMemory(memory);
      say(t('not-done', { reason: problemText(error, t) }));
    }
  }
  async function restore(): Promise<void> {
    await client.memos.update(memory.id, { rowStatus: 'NORMAL' });
    placeMemory(memory);
  }
  const items: MenuItem[] = [
    { text: t('open'), icon: SquarePen, keys: 'o', onSelect: () => navigate(notePath(memory.id)) },
    {
      text: t('lib-original'),
      icon: ExternalLink,
      onSelect: () => void window.open(memory.url, '_blank', 'noopener,noreferrer'),
    },
    { text: t('space-add-to'), icon: FolderPlus, onSelect: () => setInSpaces(true) },
    ...(memory.status === 'queued'
      ? []
      : [{ text: t('lib-again'), icon: RotateCcw, onSelect: () => void again() }]),
    'line',
    { text: t('to-trash'), icon: Trash2, onSelect: () => void moveToTrash() },
  ];
  return (
    <>
      <Menu icon={Ellipsis} label={t('lib-actions', { title: memory.title })} items={items} />
      {isInSpaces && <SpacesOfNote uid={memory.id} onClose={() => setInSpaces(false)} />}
    </>
  );
}
