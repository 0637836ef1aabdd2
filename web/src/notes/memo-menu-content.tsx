import { Archive, FolderPlus, Globe, Link2, Lock, RotateCcw, SquarePen, Trash2, Users } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Memo, Visibility } from '../../../src/client/index.ts';
import { useTexts } from '../lib/i18n.ts';
import { AddToSpace } from '../spaces/add-to-space.tsx';
import { MenuContent } from '../ui/menu-content.tsx';
import type { MenuItem } from '../ui/menu.tsx';
import { copyLink, moveTo, removeForGood, setVisibility } from './memo-actions.ts';
import { notePath } from './note-text.tsx';

const VISIBILITY_ICONS = { PRIVATE: Lock, PROTECTED: Users, PUBLIC: Globe };

interface Props {
  memo: Memo;
  isOwn: boolean;
  trigger: ReactElement;
}

/** All that can be done with a note. */
export function MemoMenuContent({ memo, isOwn, trigger }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const [isInSpaces, setInSpaces] = useState(false);
  const open: MenuItem = {
    text: t('open'),
    icon: SquarePen,
    keys: 'o',
    onSelect: () => navigate(notePath(memo.id)),
  };
  const link: MenuItem = { text: t('copy-link'), icon: Link2, onSelect: () => void copyLink(memo) };
  const spaces: MenuItem = {
    text: t('note-to-space'),
    icon: FolderPlus,
    onSelect: () => setInSpaces(true),
  };
  if (!isOwn) return <MenuContent trigger={trigger} items={[open, link]} />;

  const restore: MenuItem = {
    text: t('restore'),
    icon: RotateCcw,
    onSelect: () => void moveTo(memo, 'NORMAL'),
  };
  const archive: MenuItem = {
    text: t('to-archive'),
    icon: Archive,
    keys: 'a',
    onSelect: () => void moveTo(memo, 'ARCHIVED'),
  };
  const trash: MenuItem = {
    text: t('to-trash'),
    icon: Trash2,
    keys: '#',
    onSelect: () => void moveTo(memo, 'TRASHED'),
  };
  const forGood: MenuItem = {
    text: t('remove-for-good'),
    icon: Trash2,
    danger: true,
    onSelect: () => void removeForGood(memo),
  };
  const others = (['PRIVATE', 'PROTECTED', 'PUBLIC'] as Visibility[])
    .filter((visibility) => visibility !== memo.visibility)
    .map((visibility): MenuItem => ({
      text: t('make', { visibility: t(`visibility-${visibility}`) }),
      icon: VISIBILITY_ICONS[visibility],
      onSelect: () => void setVisibility(memo, visibility),
    }));

  if (memo.rowStatus !== 'NORMAL') {
    const items: MenuItem[] =
      memo.rowStatus === 'TRASHED'
        ? [open, restore, 'line', forGood]
        : [open, link, 'line', ...others, 'line', restore, trash];
    return <MenuContent trigger={trigger} items={items} />;
  }
  return (
    <>
      <MenuContent
        trigger={trigger}
        items={[open, link, spaces, 'line', ...others, 'line', archive, trash]}
      />
      <AddToSpace memo={memo} open={isInSpaces} onClose={() => setInSpaces(false)} />
    </>
  );
}
