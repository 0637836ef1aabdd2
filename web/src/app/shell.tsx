import { Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { lazily, useSoon } from '../lib/soon.tsx';
import { paletteShown } from '../lib/palette-shown.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useSignal } from '../lib/signal.ts';
import { useLive } from '../lib/use-live.ts';
import { usePreferences } from '../lib/use-preferences.ts';
import { Boundary } from '../layout/boundary.tsx';
import { BottomBar } from '../layout/bottom-bar.tsx';
import { ConnectionNotice } from '../layout/connection-notice.tsx';
import { Rail } from '../layout/rail.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { PLACES } from './navigation.ts';
import { Routes } from './routes.tsx';

const ShortcutSheet = lazily(async () => ({ default: (await import('./shortcut-sheet.tsx')).ShortcutSheet }));
const loadPalette = () => import('../palette/index.tsx');
const Palette = lazily(async () => ({ default: (await loadPalette()).Palette }));
/** The palette is there when it is asked for, and does not compete with what is shown first. */
const PALETTE_PATIENCE_MS = 2500;

/** What stays while pages change: the rail, the bar of a phone, the keys and the live stream. */
export function Shell() {
  const t = useTexts();
  useLive();
  usePreferences();
  const soon = useSoon();
  const [address] = useLocation();
  const [sheet, setSheet] = useState(false);
  useShortcut({ keys: '?', label: 'keys', group: 'keys-everywhere', run: () => setSheet(true) });
  useShortcut({
    keys: 'mod+k',
    label: 'search',
    group: 'keys-everywhere',
    run: () => paletteShown.set((isShown) => !isShown),
  });
  return (
    <div className="page">
      {PLACES.map(({ path, text, keys }) => (
        <PlaceKey key={path} path={path} text={text} keys={keys} />
      ))}
      <a href="#main" className="control control-main fixed top-2 left-2 z-50 not-focus:sr-only">
        {t('skip-to-content')}
      </a>
      <Boundary>
        <Rail />
      </Boundary>
      <main id="main" tabIndex={-1} className="page-main outline-none">
        <ConnectionNotice />
        <Boundary as="over">{soon && <soon.UnsentLine />}</Boundary>
        <Boundary as="row" of={address}>
          <Suspense fallback={<Spinner />}>
            <Routes />
          </Suspense>
        </Boundary>
      </main>
      <Boundary as="over">
        <BottomBar />
      </Boundary>
      <PalettePlace />
      {sheet && (
        <Boundary as="over">
          <Suspense>
            <ShortcutSheet onClose={() => setSheet(false)} />
          </Suspense>
        </Boundary>
      )}
    </div>
  );
}

function PalettePlace() {
  const isShown = useSignal(paletteShown);
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => {}), PALETTE_PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      paletteShown.set(false);
    };
  }, []);
  if (!isShown) return null;
  return (
    <Boundary as="over">
      <Suspense>
        <Palette onClose={() => paletteShown.set(false)} />
      </Suspense>
    </Boundary>
  );
}

function PlaceKey({ path, text, keys }: Pick<(typeof PLACES)[number], 'path' | 'text' | 'keys'>) {
  const [, navigate] = useLocation();
  useShortcut({ keys, label: text, group: 'keys-go', run: () => navigate(path) });
  return null;
}
