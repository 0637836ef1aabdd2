import { useCallback, useEffect, useRef, useState } from 'react';
import type { Memo } from '../../../../../src/client/index.ts';
import { useAutosave, type Autosave } from '../../../editor/index.ts';
import { client } from '../../../lib/client.ts';
import { sendUnsent } from '../../../lib/unsent.ts';
import { unsentEdits } from '../../../lib/unsent-edits.ts';
import { onLive } from '../../../lib/use-live.ts';
import { noteDrafts } from './note-draft.ts';
import { saveNote, UNKNOWN_VERSION } from './save-note.ts';

export interface Writing extends Autosave {
  isEditing: boolean;
  setEditing: (editing: boolean) => void;
  /** Whether what is unsaved would be there after a crash. */
  isSafe: boolean;
  /** The text as it stands here, saved or not. */
  content: string;
  isSaved: boolean;
}

const LAST_REQUEST_MS = 3000;

/**
 * A note that is read and written on the same page. What is unsaved goes on being saved when the writing has ended; it is
 * kept on this device at each change until the server has it.
 */
export function useWriting(memo: Memo): Writing {
  const { id, uid } = memo;
  const [draft] = useState(() => usefulDraft(memo));
  const [isEditing, setEditing] = useState(draft !== null);
  const [isSafe, setSafe] = useState(true);
  const base = useRef(draft?.base ?? memo.content);
  const autosave = useAutosave({
    id,
    content: base.current,
    version: UNKNOWN_VERSION,
    save: (content, version, leaving) => saveNote(id, content, version, leaving),
    keepDraft: (content) =>
      content === null ? noteDrafts.drop(uid) : noteDrafts.write(uid, content, base.current),
  });
  const { state, edit, refresh, flush } = autosave;
  const isSaved = state.status === 'saved';
  // In a conflict the draft goes on being one of the text that it was made from.
  base.current = state.saved;

  // What is unsaved when this page is left is sent from elsewhere, after our own last request has had its time.
  useEffect(() => {
    const release = unsentEdits.hold(uid);
    return () =>
      void setTimeout(() => {
        release();
        void sendUnsent();
      }, LAST_REQUEST_MS);
  }, [uid]);

  const firstContent = draft?.content;
  useEffect(() => {
    if (firstContent === undefined) return;
    edit(firstContent);
    flush();
  }, [edit, flush, firstContent]);
  const wasUnsaved = useRef(false);
  useEffect(() => {
    if (!isSaved) setSafe(noteDrafts.write(uid, state.content, state.saved));
    else if (wasUnsaved.current) {
      noteDrafts.drop(uid);
      setSafe(true);
    }
    wasUnsaved.current = !isSaved;
  }, [uid, isSaved, state.content, state.saved]);

  // Who writes has the version at hand; who reads, the newest words.
  const ask = useCallback(async () => {
    try {
      const { memo: now, etag } = await client.memos.read(id);
      refresh(now.content, etag);
    } catch {
      // The next save finds out.
    }
  }, [id, refresh]);
  useEffect(() => {
    if (isEditing) void ask();
  }, [isEditing, ask]);
  const { content } = memo;
  const isBehind = isSaved && content !== state.saved;
  useEffect(() => {
    if (!isBehind) return;
    if (isEditing) void ask();
    else refresh(content, UNKNOWN_VERSION);
  }, [isBehind, content, isEditing, ask, refresh]);
  // The way to the server is open again: no need to wait for the next attempt.
  const { status } = state;
  useEffect(() => onLive(({ type }) => type === 'open' && status === 'failed' && flush()), [status, flush]);

  return {
    ...autosave,
    isEditing,
    setEditing,
    isSafe,
    isSaved,
    content: isEditing || !isSaved ? state.content : content,
  };
}

/** What was left unsaved here, unless the server has it after all. */
function usefulDraft({ uid, content }: Memo) {
  const draft = noteDrafts.read(uid);
  if (draft?.content !== content) return draft;
  noteDrafts.drop(uid);
  return null;
}
