import { device } from '../../../lib/device.ts';
import { drafts, type Draft } from '../../../lib/drafts.ts';
import { uniqueId } from '../../../lib/unique-id.ts';

const SESSION = 'commonplace.capture';

/**
 * Each window writes a draft of its own, under a name of its own: it knows it through a reload. A lock says that the window is
 * open; a draft without one was left by a window that is not.
 */
let mine: string | null = known();
let release: (() => void) | undefined;
if (mine !== null) hold(mine);

export const draftPlace = {
  name: (): string | null => mine,
  read: <Extra>(): Draft<Extra> | null => (mine === null ? null : drafts.read<Extra>(mine)),
  /** @returns whether it is safe */
  write(content: string, extra: object): boolean {
    if (mine === null) take(`capture/${uniqueId()}`);
    return drafts.write(mine!, content, extra);
  },
  /** The next one has another name; what another window has written under this one stays. */
  leave(content: string): void {
    if (mine === null) return;
    if (drafts.read(mine)?.content === content) drafts.drop(mine);
    take(null);
  },
  /** Makes the newest draft that no window has this one's. */
  async adopt(): Promise<void> {
    const open = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
    const names = device.names('draft.capture').map((name) => name.slice('draft.'.length));
    const age = (name: string): number => drafts.read(name)?.changedAt ?? 0;
    const left = names.filter((name) => !open.has(name)).toSorted((a, b) => age(b) - age(a));
    if (mine === null && left[0] !== undefined) take(left[0]);
  },
};

function take(name: string | null): void {
  mine = name;
  release?.();
  if (name !== null) hold(name);
  try {
    if (name === null) sessionStorage.removeItem(SESSION);
    else sessionStorage.setItem(SESSION, name);
  } catch {
    // Then a reload takes it for one that was left, and finds it, too.
  }
}

/** Not by plain HTTP, where browsers have no locks: there two windows may show one draft, and neither drops the other's. */
function hold(name: string): void {
  void navigator.locks?.request(name, () => new Promise<void>((resolve) => (release = resolve)));
}

function known(): string | null {
  try {
    return sessionStorage.getItem(SESSION);
  } catch {
    return null;
  }
}
