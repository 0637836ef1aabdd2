import { Ellipsis, ExternalLink, Layers2, SquarePen } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Memory, Space } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { isSavedPage, dropMemory, placeMemory } from '../../memories/memory-lists.ts';
import { titleOf } from '../../memories/memory-title.ts';
import { notePath } from '../../notes/note-text.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { problemText } from '../../ui/problem.tsx';
import { say } from '../../ui/toasts.tsx';

/** What can be done with what a space holds; taking it out is for the owner of either, which the server knows. */
export function EntryMenu({ memory, space }: { memory: Memory; space: Space }) {
  const t = useTexts();
  const [, navigate] = useLocation();
  async function takeOut(): Promise<void> {
    dropMemory(memory.id, space.id);
    try {
      await client.spaces.removeContent(space.id, memory.id);
      say(t('space-taken-out'), () => void putBack());
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
  if (space.permissions.canEdit) {
    items.push('line', { text: t('space-take-out'), icon: Layers2, onSelect: () => void takeOut() });
  }
  return <Menu icon={Ellipsis} label={t('lib-actions', { title: titleOf(memory) })} items={items} />;
}
