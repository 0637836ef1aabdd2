import { useEffect } from 'react';
import { afterFirstPage, withSoon } from './soon.tsx';

/** Opening the app does not wait for it, nor does it compete with what is shown first. */
const PATIENCE_MS = 10_000;
const MINUTE = 60_000;

/** Follows what is chosen on other devices and in other windows. */
export function usePreferences(): void {
  useEffect(() => {
    let askedAt = performance.now();
    const sync = () => {
      askedAt = performance.now();
      afterFirstPage(({ syncPreferences }) => syncPreferences());
    };
    const timer = setTimeout(sync, PATIENCE_MS);
    const onReturn = () => {
      if (document.visibilityState === 'visible' && performance.now() - askedAt > MINUTE) sync();
    };
    const onStorage = ({ key }: StorageEvent) => {
      if (!key || !/^commonplace\.(theme|text-size|language|vim)$/.test(key)) return;
      withSoon(({ takeFromDevice }) => takeFromDevice());
    };
    document.addEventListener('visibilitychange', onReturn);
    window.addEventListener('storage', onStorage);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onReturn);
      window.removeEventListener('storage', onStorage);
    };
  }, []);
}
