import {
  Archive,
  Ellipsis,
  FolderPlus,
  Globe,
  Link2,
  Lock,
  Pin,
  PinOff,
  RotateCcw,
  SquarePen,
  Trash2,
  Users,
} from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Memo, Visibility } from '../../../src/client/index.ts';
import { useTexts } from '../lib/i18n.ts';
import { AddToSpace } from '../spaces/add-to-space.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { copyLink, moveTo, removeForGood, setVisibility, togglePin } from './memo-actions.ts';
import { notePath } from './note-text.tsx';

const VISIBILITY_ICONS = { PRIVATE: Lock, PROTECTED: Users, PUBLIC: Globe };

/** What can be done with a note: the two commonest at hand, the rest in a menu. */
export function MemoMenu({ memo, isOwn }: { memo: Memo; isOwn: boolean }) {
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
  if (!isOwn) return <Menu icon={Ellipsis} label={t('actions')} items={[open, link]} />;

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
    const isTrashed = memo.rowStatus === 'TRASHED';
    return (
      <>
        <IconButton icon={RotateCcw} label={t('restore')} onClick={() => void moveTo(memo, 'NORMAL')} />
        <Menu
          icon={Ellipsis}
          label={t('actions')}
          items={
            isTrashed
              ? [open, restore, 'line', forGood]
              : [open, link, 'line', ...others, 'line', restore, trash]
          }
        />
      </>
    );
  }
  return (
    <>
      <IconButton
        icon={memo.pinned ? PinOff : Pin}
        label={t(memo.pinned ? 'unpin' : 'pin')}
        onClick={() => void togglePin(memo)}
      />
      <Menu
        icon={Ellipsis}
        label={t('actions')}
        items={[open, link, spaces, 'line', ...others, 'line', archive, trash]}
      />
      <AddToSpace memo={memo} open={isInSpaces} onClose={() => setInSpaces(false)} />
    </>
  );
}
