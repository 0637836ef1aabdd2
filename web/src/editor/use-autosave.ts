import { useEffect, useMemo, useRef, useState } from 'react';
import { startOf, type AutosaveState } from './autosave-machine.ts';
import { createAutosaver, type Autosaver, type AutosaverOptions } from './autosaver.ts';

export interface AutosaveOptions extends Omit<AutosaverOptions, 'onState'> {
  /** Which note this is. With another one the last is saved, and all begins anew. */
  id: string | number;
}

export interface Autosave {
  state: AutosaveState;
  /** After each change. */
  edit: (content: string) => void;
  /** At once: when the editor loses the focus, or someone asks for it. */
  flush: () => void;
  /** Ends a conflict with this text: theirs, ours, or one made of both. */
  resolve: (content: string) => void;
  /** Another version arrived by live events; taken only while nothing is unsaved here. */
  refresh: (content: string, version: string) => void;
}

/** Saves a note a second after the last change, and when the writer turns away. */
export function useAutosave(options: AutosaveOptions): Autosave {
  const latest = useRef(options);
  latest.current = options;
  const [state, setState] = useState(() => startOf(options.content, options.version));
  const saver = useRef<Autosaver>(null);

  useEffect(() => {
    const { content, version } = latest.current;
    setState(startOf(content, version));
    const one = createAutosaver({
      content,
      version,
      save: (...change) => latest.current.save(...change),
      keepDraft: (draft) => latest.current.keepDraft?.(draft),
      onState: setState,
    });
    saver.current = one;
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') one.leave();
    };
    const onOnline = (): void => one.say({ type: 'flush' });
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', one.leave);
    window.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', one.leave);
      window.removeEventListener('online', onOnline);
      one.stop();
    };
  }, [options.id]);

  const acts = useMemo<Omit<Autosave, 'state'>>(
    () => ({
      edit: (content) => saver.current?.say({ type: 'edited', content }),
      flush: () => saver.current?.say({ type: 'flush' }),
      resolve: (content) => saver.current?.say({ type: 'resolved', content }),
      refresh: (content, version) => saver.current?.say({ type: 'refreshed', content, version }),
    }),
    [],
  );
  return { state, ...acts };
}
