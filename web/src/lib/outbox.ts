import type { Memo, NewMemo, Resource } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { device } from './device.ts';
import { placeMemo } from './memo-lists.ts';
import { createSignal } from './signal.ts';
import { refusalOf } from './refusal.ts';
import { isStillMine } from './still-mine.ts';
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

const RETRY_MS = 10_000;
/** One name for each, so that two windows do not overwrite each other's. */
const nameOf = (key: string): string => `outbox.${key}`;

function keep(entry: Unsent): void {
  device.write(nameOf(entry.key), JSON.stringify(entry));
}

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
type NewEntry = Pick<Unsent, 'content' | 'visibility' | 'resources'>;
const sending = new Set<string>();

/** Notes on their way to the server: kept on this device until it has answered that it has them. */
export const outbox = {
  entries,
  /** @returns when it is saved, refused, or put off until the server can be reached again */
  async add(note: NewEntry): Promise<void> {
    const writtenAt = new Date().toISOString();
    const createTime = navigator.onLine ? undefined : writtenAt;
    const entry: Unsent = { ...note, key: uniqueId(), writtenAt, createTime };
    keep(entry);
    entries.set((all) => [entry, ...all]);
    await send(entry);
  },
  /** After somebody else has taken the device, and at the start of another window. */
  readAgain: (): void => entries.set(kept()),
  /** Takes one back, to be changed. */
  takeBack(key: string): Unsent | undefined {
    const entry = entries.get().find((one) => one.key === key);
    forget(key);
    return entry;
  },
  /** The server tells of a note before it has answered the one who sent it: that is an answer, too. */
  arrived({ content }: Memo): void {
    const entry = entries.get().find((one) => sending.has(one.key) && one.content === content);
    if (entry) forget(entry.key);
  },
  async sendAll(): Promise<void> {
    for (const entry of entries.get().toReversed()) if (entry.refused === undefined) await send(entry);
  },
};

async function send(entry: Unsent): Promise<void> {
  if (sending.has(entry.key) || !isStillMine()) return;
  sending.add(entry.key);
  try {
    const memo = await core.memos.create(bodyOf(entry), entry.key);
    placeMemo(memo);
    forget(entry.key);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason !== null) refuse(entry, reason);
    else setTimeout(() => void outbox.sendAll(), RETRY_MS);
  } finally {
    sending.delete(entry.key);
  }
}

function forget(key: string): void {
  device.write(nameOf(key), null);
  entries.set((all) => all.filter((one) => one.key !== key));
}

function refuse(entry: Unsent, refused: string): void {
  keep({ ...entry, refused });
  entries.set((all) => all.map((one) => (one.key === entry.key ? { ...one, refused } : one)));
}

/** The same at each attempt: the server compares it. */
function bodyOf({ content, visibility, resources, createTime }: Unsent): NewMemo {
  return {
    content,
    visibility,
    createTime,
    ...(resources.length > 0 && { resources: resources.map(({ name }) => ({ name })) }),
  };
}
