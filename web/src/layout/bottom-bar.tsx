import { Ellipsis, LibraryBig, PenLine, ScrollText, Search } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { captureAsked } from '../lib/capture-focus.ts';
import { useTexts } from '../lib/i18n.ts';
import { lazily } from '../lib/soon.tsx';
import { paletteShown } from '../lib/palette-shown.ts';
import { classes } from '../ui/classes.ts';

const MoreSheet = lazily(async () => ({ default: (await import('./more-sheet.tsx')).MoreSheet }));
const CELL = 'flex min-h-14 flex-col items-center justify-center gap-0.5 text-margin';

/** On a phone: the places within reach of a thumb, capture in the middle. */
export function BottomBar() {
  const t = useTexts();
  const [location, navigate] = useLocation();
  const [more, setMore] = useState(false);
  const capture = () => {
    navigate('/');
    captureAsked.set((count) => count + 1);
  };
  return (
    <nav
      aria-label={t('places')}
      className="page-bar fixed inset-x-0 bottom-0 z-20 grid-cols-5 border-t border-hairline bg-paper pb-[env(safe-area-inset-bottom)]"
    >
      <BarLink path="/" icon={ScrollText} text={t('timeline')} />
      <button
        type="button"
        onClick={() => paletteShown.set(true)}
        aria-haspopup="dialog"
        className={classes(CELL, location === '/search' ? 'text-ink' : 'text-faded')}
      >
        <Search size={20} strokeWidth={1.5} aria-hidden />
        {t('search')}
      </button>
      <button type="button" onClick={capture} className={classes(CELL, 'text-rubric')}>
        <PenLine size={22} strokeWidth={1.5} aria-hidden />
        {t('write')}
      </button>
      <BarLink path="/library" icon={LibraryBig} text={t('library')} />
      <button
        type="button"
        onClick={() => setMore(true)}
        aria-haspopup="dialog"
        className={classes(CELL, 'text-faded')}
      >
        <Ellipsis size={20} strokeWidth={1.5} aria-hidden />
        {t('more')}
      </button>
      {more && (
        <Suspense>
          <MoreSheet onClose={() => setMore(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function BarLink({ path, icon: Icon, text }: { path: string; icon: LucideIcon; text: string }) {
  const [location] = useLocation();
  const isHere = location === path;
  return (
    <Link
      href={path}
      aria-current={isHere ? 'page' : undefined}
      className={classes(CELL, isHere ? 'text-ink' : 'text-faded')}
    >
      <Icon size={20} strokeWidth={1.5} aria-hidden />
      {text}
    </Link>
  );
}
