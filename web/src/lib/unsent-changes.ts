import type { Memo, MemoPatch } from '../../../src/client/index.ts';
import { client } from './client.ts';
import { device } from './device.ts';
import { placeMemo } from './memo-lists.ts';
import { refusalOf } from './refusal.ts';
import { createSignal } from './signal.ts';

type State = Pick<MemoPatch, 'pinned' | 'visibility' | 'rowStatus'>;

/** What was done with a note while the server could not be reached: pinned, shown to others, put away. */
export interface UnsentChange {
  id: number;
  title: string;
  state: State;
  writtenAt: string;
  refused?: string | undefined;
}

const PREFIX = 'change.';
const STATES = new Set(['pinned', 'visibility', 'rowStatus']);

function kept(): UnsentChange[] {
  return device.names(PREFIX).flatMap((name) => {
    try {
      return [JSON.parse(device.read(name) ?? '') as UnsentChange];
    } catch {
      return [];
    }
  });
}

const entries = createSignal<readonly UnsentChange[]>(kept());
const keep = (entry: UnsentChange): void => {
  device.write(PREFIX + entry.id, JSON.stringify(entry));
  entries.set(kept());
};

export const unsentChanges = {
  entries,
  readAgain: (): void => entries.set(kept()),
  /** Words are not sent blindly: only states can wait here. */
  canKeep: (patch: MemoPatch): boolean => Object.keys(patch).every((name) => STATES.has(name)),
  /** Of several changes of one note what they come to is sent. */
  keep({ id, title }: Memo, state: State): void {
    const before = kept().find((one) => one.id === id);
    const writtenAt = before?.writtenAt ?? new Date().toISOString();
    keep({ id, title, state: { ...before?.state, ...state }, writtenAt });
  },
  drop(id: number): void {
    device.write(PREFIX + id, null);
    entries.set(kept());
  },
  async send(entry: UnsentChange): Promise<void> {
    try {
      placeMemo(await client.memos.update(entry.id, entry.state));
      const now = kept().find(({ id }) => id === entry.id);
      if (JSON.stringify(now?.state) === JSON.stringify(entry.state)) this.drop(entry.id);
    } catch (error) {
      const refused = refusalOf(error);
      if (refused !== null) keep({ ...entry, refused });
    }
  },
};
