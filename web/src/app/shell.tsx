import { Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../lib/i18n.ts';
import { useShortcut } from '../lib/shortcuts.ts';
import { useLive } from '../lib/use-live.ts';
import { BottomBar } from '../layout/bottom-bar.tsx';
import { ConnectionNotice } from '../layout/connection-notice.tsx';
import { Rail } from '../layout/rail.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { PLACES } from './navigation.ts';
import { Routes } from './routes.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** What stays while pages change: the rail, the bar of a phone, the keys and the live stream. */
export function Shell() {
  const t = useTexts();
  useLive();
  const [, navigate] = useLocation();
  const [sheet, setSheet] = useState(false);
  useShortcut({ keys: '?', label: 'keys', group: 'keys-everywhere', run: () => setSheet(true) });
  useShortcut({
    keys: 'mod+k',
    label: 'search',
    group: 'keys-everywhere',
    run: () => navigate('/search'),
  });
  return (
    <div className="page">
      {PLACES.map(({ path, text, keys }) => (
        <PlaceKey key={path} path={path} text={text} keys={keys} />
      ))}
      <a href="#main" className="control control-main fixed top-2 left-2 z-50 not-focus:sr-only">
        {t('skip-to-content')}
      </a>
      <Rail />
      <main id="main" tabIndex={-1} className="page-main outline-none">
        <ConnectionNotice />
        <Suspense fallback={<Spinner />}>
          <Routes />
        </Suspense>
      </main>
      <BottomBar />
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </div>
  );
}

function PlaceKey({ path, text, keys }: Pick<(typeof PLACES)[number], 'path' | 'text' | 'keys'>) {
  const [, navigate] = useLocation();
  useShortcut({ keys, label: text, group: 'keys-go', run: () => navigate(path) });
  return null;
}
