import { Archive, Search, Settings, Trash2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { PLACES } from '../app/navigation.ts';
import { useTexts } from '../lib/i18n.ts';
import { paletteShown } from '../lib/palette-shown.ts';
import { classes } from '../ui/classes.ts';
import { Kbd } from '../ui/kbd.tsx';
import { CalendarSection } from './calendar-section.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { TagTree } from './tag-tree.tsx';

/** Where one can go, then the tags and the calendar; on the left of all that is not a phone. */
export function Rail() {
  const t = useTexts();
  return (
    <div className="page-rail">
      <nav aria-label={t('places')} className="grid gap-0.5">
        <SearchButton />
        {PLACES.map(({ path, text, icon }) => (
          <RailLink key={path} path={path} icon={icon} text={t(text)} />
        ))}
      </nav>
      <TagTree />
      <SavedSearches />
      <CalendarSection />
      <nav aria-label={t('more-places')} className="mt-6 grid gap-0.5 border-t border-hairline pt-4">
        <RailLink path="/archive" icon={Archive} text={t('archive')} />
        <RailLink path="/trash" icon={Trash2} text={t('trash')} />
        <RailLink path="/settings" icon={Settings} text={t('settings')} />
      </nav>
    </div>
  );
}

const ITEM = '-ml-2 flex min-h-8 items-center gap-3 rounded px-2 text-margin font-medium hover:text-ink';

/** Opens the palette; on the page of a search it says where one is. */
function SearchButton() {
  const t = useTexts();
  const [location] = useLocation();
  const isHere = location === '/search';
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => paletteShown.set(true)}
      className={classes(ITEM, 'text-left', isHere ? 'text-ink' : 'text-faded')}
    >
      <Search size={16} strokeWidth={1.5} aria-hidden className={isHere ? 'text-rubric' : ''} />
      <span className="grow">{t('search')}</span>
      <Kbd keys="mod+k" />
    </button>
  );
}

function RailLink({ path, icon: Icon, text }: { path: string; icon: LucideIcon; text: string }) {
  const [location] = useLocation();
  const isHere = path === '/' ? location === '/' : location.startsWith(path);
  return (
    <Link
      href={path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(ITEM, isHere ? 'text-ink' : 'text-faded')}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden className={isHere ? 'text-rubric' : ''} />
      <span className="grow">{text}</span>
    </Link>
  );
}
