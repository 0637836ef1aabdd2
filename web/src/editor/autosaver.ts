import {
  startOf,
  step,
  type AutosaveEvent,
  type AutosaveState,
  type SaveAnswer,
} from './autosave-machine.ts';

export interface AutosaverOptions {
  content: string;
  version: string;
  /**
   * Sends the note with `If-Match: version`. `leaving`: the page may end before the answer comes (`fetch` with `keepalive`).
   * Rejects if it could not be saved, which is then tried again.
   */
  save: (content: string, version: string, leaving: boolean) => Promise<SaveAnswer>;
  /**
   * Keeps what the server does not have where the next visit finds it, or forgets it (null). Called when the page may end and
   * when all is saved.
   */
  keepDraft?: ((content: string | null) => void) | undefined;
  onState: (state: AutosaveState) => void;
}

export interface Autosaver {
  state(): AutosaveState;
  say(event: AutosaveEvent): void;
  /** As `flush`, and keeps a draft of what may not get there. */
  leave(): void;
  /** Sends what is unsaved, and hears no more. */
  stop(): void;
}

/** Runs the machine of `autosave-machine.ts`: its clock and its requests, of which one at most is under way. */
export function createAutosaver(options: AutosaverOptions): Autosaver {
  let state = startOf(options.content, options.version);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leaving = false;
  let stopped = false;
  let hasDraft = false;

  function say(event: AutosaveEvent): void {
    const before = state;
    const [next, effects] = step(state, event);
    state = next;
    if (effects.wait !== undefined) {
      clearTimeout(timer);
      if (effects.wait !== null && !stopped) timer = setTimeout(() => say({ type: 'due' }), effects.wait);
    }
    if (state.status === 'saved' && hasDraft) keep(null);
    if (state !== before && !stopped) options.onState(state);
    if (effects.send) send(effects.send.content, effects.send.version);
  }

  function send(content: string, version: string): void {
    options.save(content, version, leaving).then(
      (answer) => say({ type: 'answered', answer }),
      (problem: unknown) => say({ type: 'failed', problem }),
    );
  }

  function keep(draft: string | null): void {
    hasDraft = draft !== null;
    options.keepDraft?.(draft);
  }

  function leave(): void {
    if (state.content !== state.saved) keep(state.content);
    leaving = true;
    say({ type: 'flush' });
    leaving = false;
  }

  return {
    state: () => state,
    say,
    leave,
    stop() {
      leave();
      stopped = true;
      clearTimeout(timer);
    },
  };
}
