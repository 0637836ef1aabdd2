import { Ellipsis, ExternalLink, Layers2, SquarePen } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Memory, Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useSession } from '../../lib/session.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { isSavedPage, dropMemory, placeMemory } from '../../memories/memory-lists.ts';
import { titleOf } from '../../memories/memory-title.ts';
import { notePath } from '../../notes/note-text.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';

/** What can be done with what a space holds; taking it out is for the owner of either. */
export function EntryMenu({ memory, space }: { memory: Memory; space: Space }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const { data: user } = useSession();
  const { isOwner, canEdit } = space.permissions;
  const isOwn = memory.ownerId === String(user?.id);
  async function takeOut(): Promise<void> {
    dropMemory(memory.id, space.id);
    try {
      await client.spaces.removeContent(space.id, memory.id);
      // Only its owner may put a note into a space, and only who may add to it.
      say(t('space-taken-out'), isOwn && canEdit ? () => void putBack() : undefined);
    } catch (error) {
      placeMemory(memory, space.id);
      say(t('not-done', { reason: problemText(error, t) }));
    }
  }
  async function putBack(): Promise<void> {
    try {
      await client.spaces.addContent(space.id, memory.id);
      placeMemory(memory, space.id);
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
  }
  const items: MenuItem[] = [
    { text: t('open'), icon: SquarePen, keys: 'o', onSelect: () => navigate(notePath(memory.id)) },
  ];
  if (isSavedPage(memory)) {
    items.push({
      text: t('lib-original'),
      icon: ExternalLink,
      onSelect: () => void window.open(memory.url, '_blank', 'noopener,noreferrer'),
    });
  }
  if (isOwner || isOwn) {
    items.push('line', { text: t('space-take-out'), icon: Layers2, onSelect: () => void takeOut() });
  }
  return <Menu icon={Ellipsis} label={t('lib-actions', { title: titleOf(memory) })} items={items} />;
}
