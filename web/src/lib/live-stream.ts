import { ClientError } from '../../../src/client/client-error.ts';
import type { LiveEvent } from '../../../src/client/index.ts';
import { core } from './core-client.ts';
import { onWake } from './on-wake.ts';
import { uniqueId } from './unique-id.ts';

/** How long a window that leads may take to answer; a frozen one never does. */
const PATIENCE_MS = 3000;

type Message =
  | { event: LiveEvent }
  /** The session has ended. */
  | { ended: true }
  /** A new window asks how things are, and the one that leads answers. */
  | { ask: string }
  | { answer: string; isOpen: boolean };

interface Listener {
  take: (event: LiveEvent) => void;
  /** It makes no sense to go on: the session has ended, say. */
  ended: (error?: unknown) => void;
}

/**
 * Follows what changes on the server. All windows of one user share one stream: a lock says which of them has it, the others
 * hear from it, and when it is closed, or frozen by its browser, another one takes its place.
 * @param user null where it is not known: then the stream is this window's own
 */
export async function followLive(
  user: number | null,
  { take, ended }: Listener,
  signal: AbortSignal,
): Promise<void> {
  if (user === null || !navigator.locks || !('BroadcastChannel' in globalThis)) {
    try {
      for await (const event of core.events.follow(signal, onWake)) take(event);
    } catch (error) {
      if (!signal.aborted) ended(error);
    }
    return;
  }
  const name = `commonplace.live.${user}`;
  const me = uniqueId();
  const channel = new BroadcastChannel(name);
  const tell = (message: Message): void => channel.postMessage(message);
  let leads = false;
  let isOpen = false;
  let steals = false;
  let waiting = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (): void => {
    if (leads || document.visibilityState !== 'visible') return;
    tell({ ask: me });
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (leads) return;
      steals = true;
      waiting.abort();
    }, PATIENCE_MS);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('ask' in data) return leads ? tell({ answer: data.ask, isOpen }) : undefined;
    if (leads) return undefined;
    if ('ended' in data) return ended();
    if ('event' in data) return take(data.event);
    if (data.answer !== me) return undefined;
    clearTimeout(timer);
    return take(data.isOpen ? { type: 'open', resumed: false } : { type: 'closed' });
  });
  const lead = async (stop: AbortSignal): Promise<void> => {
    [leads, steals] = [true, false];
    clearTimeout(timer);
    try {
      for await (const event of core.events.follow(stop, onWake)) {
        if (event.type === 'open' || event.type === 'closed') isOpen = event.type === 'open';
        tell({ event });
        take(event);
      }
    } finally {
      leads = false;
    }
  };

  document.addEventListener('visibilitychange', ask);
  try {
    ask();
    while (!signal.aborted) {
      waiting = new AbortController();
      const leading = new AbortController();
      const options: LockOptions = steals
        ? { steal: true }
        : { signal: AbortSignal.any([waiting.signal, signal]) };
      try {
        const stop = AbortSignal.any([leading.signal, signal]);
        return await navigator.locks.request(name, options, () => lead(stop));
      } catch (error) {
        // Another window has taken the lead, or this one is about to.
        leading.abort();
        if (!(error instanceof ClientError) || signal.aborted) continue;
        tell({ ended: true });
        return ended(error);
      }
    }
  } finally {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', ask);
    channel.close();
  }
}
