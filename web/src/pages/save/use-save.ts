import { useEffect, useState } from 'react';
import { ClientError, type MemoryDetail } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { keepForLater } from '../../lib/make-note.ts';
import { onLive } from '../../lib/use-live.ts';
import { noteOf, type Shared } from './shared.ts';

export type Outcome =
  | { state: 'asked' | 'saving' }
  | {
      state: 'saved';
      id: string;
      isDuplicate: boolean;
      memory: MemoryDetail | null;
      /** Whether a page that was there is fetched once more. */
      isAgain: boolean;
    }
  /** On this device, as a note, until the server can be reached. */
  | { state: 'kept'; text: 'kept-for-later' | 'unsent-not-kept' }
  | { state: 'refused'; error: unknown };

const LOOK_MS = 2000;

/** Saves what came from elsewhere, when somebody has said so, and follows what becomes of it. */
export function useSave(shared: Shared) {
  const [outcome, setOutcome] = useState<Outcome>({ state: 'asked' });
  const waitsFor = outcome.state === 'saved' && outcome.memory?.status === 'queued' ? outcome.id : null;

  useEffect(() => {
    if (waitsFor === null) return;
    const look = async () => {
      const memory = await client.memories.get(waitsFor);
      setOutcome((now) => (now.state === 'saved' ? { ...now, memory } : now));
    };
    const tryToLook = () => void look().catch(() => {});
    const stop = onLive((event) => 'memo' in event && event.memo.uid === waitsFor && tryToLook());
    // The event may have come before there was anybody to hear it.
    const timer = setInterval(tryToLook, LOOK_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [waitsFor]);

  async function save(words: string, spaceId: string | undefined): Promise<void> {
    setOutcome({ state: 'saving' });
    try {
      const { id, isDuplicate } = await keep(shared, words, spaceId);
      const memory = await client.memories.get(id).catch(() => null);
      setOutcome({ state: 'saved', id, isDuplicate, memory, isAgain: false });
    } catch (error) {
      const content = noteOf(shared, words).trim();
      const text = keepForLater(error, { content, visibility: 'PRIVATE', resources: [] });
      setOutcome(text === null ? { state: 'refused', error } : { state: 'kept', text });
    }
  }
  const askedAgain = (memory: MemoryDetail) =>
    setOutcome((now) => (now.state === 'saved' ? { ...now, memory, isAgain: true } : now));
  return { outcome, save, askedAgain };
}

async function keep(shared: Shared, words: string, spaceId: string | undefined) {
  const hasWords = words.trim() !== '';
  if (shared.address === null) return add(noteOf(shared, words), spaceId);
  const kept = await add(shared.address, spaceId);
  // The page is saved by now; trying again after a failure finds it there, and goes on with the words.
  if (hasWords) await add(noteOf(shared, words), undefined);
  return kept;
}

async function add(content: string, spaceId: string | undefined) {
  try {
    const spaces = spaceId === undefined ? undefined : [spaceId];
    const { id } = await client.memories.add(content, { ...(spaces && { spaces }) });
    return { id, isDuplicate: false };
  } catch (error) {
    const id = error instanceof ClientError ? error.existingId : undefined;
    if (id === undefined) throw error;
    if (spaceId !== undefined) await client.spaces.addContent(spaceId, id).catch(unlessThere);
    return { id, isDuplicate: true };
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ClientError && error.status === 409)) throw error;
}
