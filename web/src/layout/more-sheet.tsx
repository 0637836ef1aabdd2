import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PLACES } from '../app/navigation.ts';
import { useTexts } from '../lib/i18n.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CalendarSection } from './calendar-section.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { TagTree } from './tag-tree.tsx';

/** What the bar of a phone has no room for. */
export function MoreSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog title={t('more')} onClose={onClose}>
      <div className="px-6 pb-6" onClick={(event) => (event.target as Element).closest('a') && onClose()}>
        <ul className="grid grid-cols-2 gap-x-4">
          {PLACES.slice(1).map(({ path, text, icon: Icon }) => (
            <SheetLink
              key={path}
              path={path}
              text={t(text)}
              icon={<Icon size={18} strokeWidth={1.5} aria-hidden />}
            />
          ))}
          <SheetLink path="/archive" text={t('archive')} />
          <SheetLink path="/trash" text={t('trash')} />
          <SheetLink path="/settings" text={t('settings')} />
        </ul>
        <TagTree />
        <SavedSearches />
        <CalendarSection />
      </div>
    </Dialog>
  );
}

function SheetLink({ path, text, icon }: { path: string; text: string; icon?: ReactNode }) {
  return (
    <li>
      <Link href={path} className="flex min-h-11 items-center gap-3 text-ui">
        {icon}
        {text}
      </Link>
    </li>
  );
}
