import { useMemo } from 'react';
import type { MemoLinks } from '../../../../src/client/index.ts';
import { notePath } from '../../notes/note-text.tsx';
import { sharedPath } from './addresses.ts';

/**
 * Where the links of a note lead. Names of files are those of its owner; for everybody else they stand for the notes that the
 * server found behind them.
 */
export function useResolveLink({ outgoing }: MemoLinks, areKnown: boolean, isOwn: boolean) {
  return useMemo(() => {
    const known = new Map(outgoing.map(({ filename, uid }) => [filename, uid]));
    return (filename: string): string | null => {
      const uid = known.get(filename);
      if (isOwn) return areKnown && uid === null ? null : notePath(filename);
      return uid ? sharedPath({ uid }) : null;
    };
  }, [outgoing, areKnown, isOwn]);
}
