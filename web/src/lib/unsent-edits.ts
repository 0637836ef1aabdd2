import { ClientError } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { device } from './device.ts';
import { drafts } from './drafts.ts';
import { placeMemo } from './memo-lists.ts';
import { refusalOf } from './refusal.ts';
import { createSignal } from './signal.ts';

/**
 * The text of a note that was changed here, and that the server does not have: the draft that its page has kept. While the
 * page is open it sends by itself; what is left when it is closed is sent from here.
 */
export interface UnsentEdit {
  uid: string;
  content: string;
  /** The text that it was made from. */
  base: string;
  writtenAt: string;
  /** `conflict`: the note has become another one meanwhile; its page shows both texts, and asks. */
  status: 'waiting' | 'conflict' | 'refused';
  reason?: string | undefined;
}

const PREFIX = 'draft.note/';
const outcomes = new Map<string, Pick<UnsentEdit, 'status' | 'reason'> & { content: string }>();
const held = new Map<string, number>();

function kept(): UnsentEdit[] {
  return device.names(PREFIX).flatMap((name) => {
    const uid = name.slice(PREFIX.length);
    const draft = held.has(uid) ? null : drafts.read<{ base: string }>(`note/${uid}`);
    if (draft?.extra?.base === undefined) return [];
    const { content, changedAt, extra } = draft;
    const outcome = outcomes.get(uid);
    const { status, reason } = outcome?.content === content ? outcome : { status: 'waiting' as const };
    return [{ uid, content, base: extra.base, writtenAt: new Date(changedAt).toISOString(), status, reason }];
  });
}

const entries = createSignal<readonly UnsentEdit[]>(kept());
const readAgain = (): void => {
  const fresh = kept();
  if (JSON.stringify(fresh) !== JSON.stringify(entries.get())) entries.set(fresh);
};

export const unsentEdits = {
  entries,
  readAgain,
  /** For the page of a note, as long as it sends by itself. @returns what ends that */
  hold(uid: string): () => void {
    held.set(uid, (held.get(uid) ?? 0) + 1);
    readAgain();
    return () => {
      const left = (held.get(uid) ?? 1) - 1;
      if (left > 0) held.set(uid, left);
      else held.delete(uid);
      readAgain();
    };
  },
  isHeld: (uid: string): boolean => held.has(uid),
  keep(uid: string, content: string, base: string): void {
    const before = drafts.read<{ base: string }>(`note/${uid}`);
    drafts.write(`note/${uid}`, content, { base: before?.extra?.base ?? base });
    readAgain();
  },
  drop(uid: string): void {
    drafts.drop(`note/${uid}`);
    readAgain();
  },
  async send({ uid, content, base }: UnsentEdit): Promise<void> {
    const settle = (status: UnsentEdit['status'], reason?: string): void => {
      outcomes.set(uid, { status, reason, content });
    };
    try {
      const { memo, etag } = await client.memos.read(uid);
      if (held.has(uid)) return;
      if (memo.content !== content && memo.content !== base) return settle('conflict');
      if (memo.content !== content) {
        placeMemo((await client.memos.write(memo.id, content, { ifMatch: etag })).memo);
      }
      const now = drafts.read(`note/${uid}`);
      if (now?.content === content) drafts.drop(`note/${uid}`);
      // What was added meanwhile was added to what has just been sent.
      else if (now) drafts.write(`note/${uid}`, now.content, { base: content });
    } catch (error) {
      if (error instanceof ClientError && error.status === 412) return settle('conflict');
      const reason = refusalOf(error);
      if (reason !== null) settle('refused', reason);
    } finally {
      readAgain();
    }
  },
};
