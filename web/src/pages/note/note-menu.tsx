import {
  Archive,
  CircleDot,
  ClipboardCopy,
  Ellipsis,
  FolderPlus,
  Globe,
  History,
  Keyboard,
  Link2,
  Lock,
  Pin,
  PinOff,
  RotateCcw,
  Trash2,
  Users,
} from 'lucide-react';
import { useLocation } from 'wouter';
import type { Memo, Visibility } from '../../../../src/client/index.ts';
import { copyText } from '../../lib/copy-text.ts';
import { useTexts } from '../../lib/i18n.ts';
import { prefer } from '../../lib/preferences.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useSignal } from '../../lib/signal.ts';
import { vimKeys } from '../../lib/vim-keys.ts';
import { copyLink, moveTo, removeForGood, setVisibility, togglePin } from '../../notes/memo-actions.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';

export type NoteDialog = 'history' | 'public' | 'spaces' | 'remove';

interface Props {
  memo: Memo;
  content: string;
  isOwn: boolean;
  isEditing: boolean;
  onDialog: (dialog: NoteDialog) => void;
}

const VISIBILITY_ICONS = { PRIVATE: Lock, PROTECTED: Users, PUBLIC: Globe };

/** What can be done with a note, and the keys for it. */
export function NoteMenu({ memo, content, isOwn, isEditing, onDialog }: Props) {
  const t = useTexts();
  const [, navigate] = useLocation();
  const vim = useSignal(vimKeys);
  const isTrashed = memo.rowStatus === 'TRASHED';
  const group = 'keys-notes';
  const pin = () => void togglePin(memo);
  const archive = () => void moveTo(memo, memo.rowStatus === 'ARCHIVED' ? 'NORMAL' : 'ARCHIVED');
  const trash = async () => {
    await moveTo(memo, 'TRASHED');
    goBack(navigate);
  };
  const canAct = isOwn && !isTrashed && !isEditing;
  useShortcut({ keys: 'p', label: 'pin', group, run: pin }, canAct);
  useShortcut({ keys: 'a', label: 'to-archive', group, run: archive }, canAct);
  useShortcut({ keys: '#', label: 'to-trash', group, run: () => void trash() }, canAct);
  useShortcut(
    { keys: 'h', label: 'note-history', group, run: () => onDialog('history') },
    isOwn && !isEditing,
  );

  const items: MenuItem[] = [
    { text: t('copy-link'), icon: Link2, onSelect: () => void copyLink(memo) },
    {
      text: t('note-copy-markdown'),
      icon: ClipboardCopy,
      onSelect: () => void copyText(content, t('note-copied')),
    },
  ];
  if (isOwn && isTrashed) {
    items.push(
      'line',
      { text: t('note-history'), icon: History, keys: 'h', onSelect: () => onDialog('history') },
      { text: t('restore'), icon: RotateCcw, onSelect: () => void moveTo(memo, 'NORMAL') },
      { text: t('remove-for-good'), icon: Trash2, danger: true, onSelect: () => onDialog('remove') },
    );
  } else if (isOwn) {
    const others = (['PRIVATE', 'PROTECTED', 'PUBLIC'] as Visibility[]).filter(
      (visibility) => visibility !== memo.visibility,
    );
    items.push(
      { text: t('note-public-link'), icon: Globe, onSelect: () => onDialog('public') },
      { text: t('note-in-graph'), icon: CircleDot, onSelect: () => navigate(`/graph?note=${memo.id}`) },
      { text: t('note-history'), icon: History, keys: 'h', onSelect: () => onDialog('history') },
      'line',
      { text: t(memo.pinned ? 'unpin' : 'pin'), icon: memo.pinned ? PinOff : Pin, keys: 'p', onSelect: pin },
      { text: t('note-to-space'), icon: FolderPlus, onSelect: () => onDialog('spaces') },
      ...others.map((visibility): MenuItem => ({
        text: t('make', { visibility: t(`visibility-${visibility}`) }),
        icon: VISIBILITY_ICONS[visibility],
        onSelect: () => void setVisibility(memo, visibility),
      })),
      {
        text: t(vim ? 'vim-off' : 'vim-on'),
        icon: Keyboard,
        onSelect: () => void prefer('vim-keys', !vim || null),
      },
      'line',
      memo.rowStatus === 'ARCHIVED'
        ? { text: t('restore'), icon: RotateCcw, keys: 'a', onSelect: archive }
        : { text: t('to-archive'), icon: Archive, keys: 'a', onSelect: archive },
      { text: t('to-trash'), icon: Trash2, keys: '#', onSelect: () => void trash() },
    );
  }
  return <Menu icon={Ellipsis} label={t('actions')} items={items} />;
}

/** To where one came from, if that was a page of the app. */
function goBack(navigate: (path: string) => void): void {
  const { navigation } = window as { navigation?: { canGoBack: boolean } };
  if (navigation ? navigation.canGoBack : history.length > 1) history.back();
  else navigate('/');
}

export async function removeAndGoBack(memo: Memo, navigate: (path: string) => void): Promise<void> {
  await removeForGood(memo);
  goBack(navigate);
}
