import type { Memo, Resource } from '../../../src/client/index.ts';
import { device } from './device.ts';
import { isLive } from './is-live.ts';
import { createSignal } from './signal.ts';
import { withSoon } from './soon.tsx';
import { isByMe } from './still-mine.ts';
import { uniqueId } from './unique-id.ts';

/** A note that was saved here, and that the server does not have yet. */
export interface Unsent {
  /** Sent along, so that two attempts make one note. */
  key: string;
  content: string;
  visibility: Memo['visibility'];
  resources: Resource[];
  writtenAt: string;
  /** The time of the note, where it was written without a connection; else that of its arrival. */
  createTime?: string | undefined;
  /** Why it cannot be saved as it is; undefined while it will be tried again. */
  refused?: string | undefined;
}
export type NewEntry = Pick<Unsent, 'content' | 'visibility' | 'resources' | 'createTime'>;

/** One name for each, so that two windows do not overwrite each other's. */
const nameOf = (key: string): string => `outbox.${key}`;
const keep = (entry: Unsent): boolean => device.write(nameOf(entry.key), JSON.stringify(entry));

function kept(): Unsent[] {
  return device
    .names('outbox.')
    .flatMap((name) => {
      try {
        return [JSON.parse(device.read(name) ?? '') as Unsent];
      } catch {
        return [];
      }
    })
    .toSorted((a, b) => b.writtenAt.localeCompare(a.writtenAt));
}

const entries = createSignal<readonly Unsent[]>(kept());
const sending = new Set<string>();

/**
 * Notes on their way to the server: kept on this device until it has answered that it has them. What sends them comes after the
 * first page (send-notes.ts).
 */
export const outbox = {
  entries,
  /** The keys of those that are being sent. */
  sending,
  /** A note as it will be sent, however often. */
  entryOf(note: NewEntry): Unsent {
    const writtenAt = new Date().toISOString();
    const createTime = note.createTime ?? (navigator.onLine && isLive.get() ? undefined : writtenAt);
    return { ...note, key: uniqueId(), writtenAt, createTime };
  },
  /** @returns when it is saved, refused, or put off until the server can be reached again */
  add(note: NewEntry | Unsent): Promise<unknown> {
    const entry = 'key' in note ? note : outbox.entryOf(note);
    keep(entry);
    entries.set((all) => [entry, ...all]);
    const sent = Promise.withResolvers<unknown>();
    withSoon(({ sendNote }) => sent.resolve(sendNote(entry)));
    return sent.promise;
  },
  /** Whether it would be there after a reload. */
  isKept: ({ key }: Unsent): boolean => device.isKept(nameOf(key)),
  /** After somebody else has taken the device, and at the start of another window. */
  readAgain: (): void => entries.set(kept()),
  /** Another window may have sent one, or given it up. */
  forgetGone: (): void => entries.set((all) => all.filter(({ key }) => isThere(key))),
  /** Takes one back, to be changed. */
  takeBack(key: string): Unsent | undefined {
    const entry = entries.get().find((one) => one.key === key);
    forget(key);
    return entry;
  },
  /** The server tells of a note before it has answered the one who sent it: that is an answer, too. */
  arrived(memo: Memo): void {
    if (!isByMe(memo)) return;
    const entry = entries.get().find((one) => sending.has(one.key) && one.content === memo.content);
    if (entry) forget(entry.key);
  },
  isThere,
  forget,
  /** What the server has against it, to be seen; unless it was taken back meanwhile. */
  refuse(entry: Unsent, refused: string): void {
    if (isThere(entry.key)) keep({ ...entry, refused });
    entries.set((all) => all.map((one) => (one.key === entry.key ? { ...one, refused } : one)));
  },
};

/** Whether neither another window nor somebody here has settled it. */
function isThere(key: string): boolean {
  return device.read(nameOf(key)) !== null;
}

function forget(key: string): void {
  device.write(nameOf(key), null);
  entries.set((all) => all.filter((one) => one.key !== key));
}
