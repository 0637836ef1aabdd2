import { useEffect } from 'react';
import { queryClient } from '../lib/query-client.ts';

/** An address without an account has few requests an hour. */
const PAUSE_MS = 60_000;

/** Nobody tells visitors what changes: whoever comes back to the window is shown what is there now, once a minute at most. */
export function useFreshOnReturn(): void {
  useEffect(() => {
    let asked = -Infinity;
    const ask = (): void => {
      const now = performance.now();
      if (document.visibilityState !== 'visible' || now - asked < PAUSE_MS) return;
      asked = now;
      void queryClient.invalidateQueries({ refetchType: 'active' });
    };
    window.addEventListener('focus', ask);
    document.addEventListener('visibilitychange', ask);
    return () => {
      window.removeEventListener('focus', ask);
      document.removeEventListener('visibilitychange', ask);
    };
  }, []);
}
