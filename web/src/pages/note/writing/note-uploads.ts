import { useLayoutEffect } from 'react';
import type { Memo, Resource } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { knownMemo } from '../../../lib/memo-lists.ts';
import { createSignal, useSignal, type Signal } from '../../../lib/signal.ts';
import { sendUnsent } from '../../../lib/unsent.ts';
import { unsentEdits } from '../../../lib/unsent-edits.ts';
import { createUploads, type Uploads } from '../../../lib/uploads.ts';
import { noteDrafts } from './note-draft.ts';

type Note = Pick<Memo, 'id' | 'uid'>;
export type NoteUploads = { uploads: Uploads } & ReturnType<typeof createUploads>;

const known = new Map<string, { signal: Signal<Uploads>; acts: ReturnType<typeof createUploads> }>();
/** What writes a link into a note whose page is open, by its uid. */
const writers = new Map<string, (link: string) => void>();
const LOOK_MS = 200;

/**
 * Files on their way into a note. They go on when the writing has ended, or its page was left: a link is written into the
 * note in any case.
 * @param write writes a link where it belongs, as long as the page is open
 */
export function useNoteUploads(note: Note, write: (link: string) => void): NoteUploads {
  const { signal, acts } = uploadsOf(note);
  useLayoutEffect(() => {
    writers.set(note.uid, write);
    return () => void writers.delete(note.uid);
  });
  return { uploads: useSignal(signal), ...acts };
}

export const withLink = (content: string, link: string): string =>
  `${content}${content === '' ? '' : content.endsWith('\n') ? '\n' : '\n\n'}${link}`;

function uploadsOf(note: Note) {
  const before = known.get(note.uid);
  if (before) return before;
  const signal = createSignal<Uploads>([]);
  const made = { signal, acts: createUploads(signal, (resource) => arrived(note, linkTo(resource))) };
  known.set(note.uid, made);
  return made;
}

async function arrived({ id, uid }: Note, link: string): Promise<void> {
  // A page that was just left is still about to save, and to forget its draft.
  while (!writers.has(uid) && unsentEdits.isHeld(uid)) await pause();
  const write = writers.get(uid);
  if (write) return write(link);
  const draft = noteDrafts.read(uid);
  const base = draft?.base ?? (await contentOf(id));
  unsentEdits.keep(uid, withLink(draft?.content ?? base, link), base);
  void sendUnsent();
}

async function contentOf(id: number): Promise<string> {
  try {
    return (await client.memos.read(id)).memo.content;
  } catch (error) {
    const memo = knownMemo(id);
    if (!memo) throw error;
    return memo.content;
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

/** By its own name, which nobody guesses; a picture is shown. */
function linkTo({ uid, filename, type }: Resource): string {
  const name = filename.replace(/[[\]\\]/g, '\\$&');
  const link = `[${name}](/api/v1/resources/${uid})`;
  return /^image\/(png|jpe?g|gif|webp|avif)$/.test(type) ? `!${link}` : link;
}
