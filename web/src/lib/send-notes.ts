import { ClientError } from '../../../src/client/client-error.ts';
import type { NewMemo } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { placeMemo } from './memo-lists.ts';
import { outbox, type Unsent } from './outbox.ts';
import { refusalOf } from './refusal.ts';
import { isStillMine } from './still-mine.ts';

const RETRY_MS = 10_000;
let underWay: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** @returns when each is sent or refused, or the server could not be reached */
export const sendNotes = (): Promise<void> => (underWay ??= sendEach().finally(() => (underWay = null)));

async function sendEach(): Promise<void> {
  for (const entry of outbox.entries.get().toReversed()) {
    if (entry.refused === undefined && !(await sendNote(entry))) return;
  }
}

/** @returns whether there is a point in sending the next one */
export async function sendNote(entry: Unsent): Promise<boolean> {
  const { key } = entry;
  if (!isStillMine()) return false;
  if (outbox.sending.has(key)) return true;
  outbox.sending.add(key);
  try {
    // Another window may have sent it, or given it up.
    if (outbox.isThere(key)) placeMemo(await core.memos.create(bodyOf(entry), key));
    outbox.forget(key);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) {
      // One timer for all: each attempt sends them all.
      clearTimeout(timer);
      timer = setTimeout(() => void sendNotes(), RETRY_MS);
      // What the server stumbles over does not hold up the others.
      return error instanceof ClientError && error.status === 500;
    }
    outbox.refuse(entry, reason);
  } finally {
    outbox.sending.delete(key);
  }
  return true;
}

/** The same at each attempt: the server compares it. */
export function bodyOf({ content, visibility, resources, createTime }: Unsent): NewMemo {
  return {
    content,
    visibility,
    createTime,
    ...(resources.length > 0 && { resources: resources.map(({ name }) => ({ name })) }),
  };
}
