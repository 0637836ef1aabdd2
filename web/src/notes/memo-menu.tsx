import { Ellipsis, Pin, PinOff, RotateCcw } from 'lucide-react';
import type { Memo } from '../../../src/client/index.ts';
import { useTexts } from '../lib/i18n.ts';
import { lazily, withSoon } from '../lib/soon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton } from '../ui/menu.tsx';

const load = () => import('./memo-menu-content.tsx');
const MemoMenuContent = lazily(async () => ({ default: (await load()).MemoMenuContent }));

/** What can be done with a note: the commonest at hand, the rest in a menu. */
export function MemoMenu({ memo, isOwn }: { memo: Memo; isOwn: boolean }) {
  const t = useTexts();
  const restore = () => withSoon(({ actions }) => actions.moveTo(memo, 'NORMAL'));
  const pin = () => withSoon(({ actions }) => actions.togglePin(memo));
  return (
    <>
      {isOwn &&
        (memo.rowStatus === 'NORMAL' ? (
          <IconButton
            icon={memo.pinned ? PinOff : Pin}
            label={t(memo.pinned ? 'unpin' : 'pin')}
            onClick={pin}
          />
        ) : (
          <IconButton icon={RotateCcw} label={t('restore')} onClick={restore} />
        ))}
      <MenuButton icon={Ellipsis} label={t('actions')} prepare={load}>
        {(trigger) => <MemoMenuContent memo={memo} isOwn={isOwn} trigger={trigger} />}
      </MenuButton>
    </>
  );
}
