/** How a note that is being written gets to the server. Pure: `step` answers with the next state and what is to be done. */
export interface AutosaveState {
  /**
   * `saved`: the server has all of it. `dirty`: it will soon be sent. `saving`: a request is under way. `failed`: the last one
   * failed, the next one will be sent by itself. `conflict`: someone else changed the note; nothing is sent until someone says
   * which text it shall be.
   */
  status: 'saved' | 'dirty' | 'saving' | 'failed' | 'conflict';
  /** As it is written here. */
  content: string;
  /** As the server is known to have it. */
  saved: string;
  /** What the server calls that: the entity tag for `If-Match`. */
  version: string;
  /** What the request under way holds, or null. */
  sent: string | null;
  /** What failed requests held: the server may have it all the same, and only the answer was lost. */
  lost: readonly string[];
  /** A flush was asked for while a request was under way. */
  hurry: boolean;
  /** Failures in a row. */
  failures: number;
  /** What the last failure said. */
  problem: unknown;
  /** In a conflict, what the server has now. */
  theirs: { content: string; version: string } | null;
}

/** What a request to save came to. */
export type SaveAnswer =
  | { kind: 'saved'; version: string }
  /** The server answered 412: this is what it has. */
  | { kind: 'conflict'; content: string; version: string };

export type AutosaveEvent =
  | { type: 'edited'; content: string }
  /** The time to wait is over. */
  | { type: 'due' }
  /** Now, because the writer turns away. */
  | { type: 'flush' }
  | { type: 'answered'; answer: SaveAnswer }
  | { type: 'failed'; problem: unknown }
  /** The conflict is over: this is the text. */
  | { type: 'resolved'; content: string }
  /** Another version arrived, while nothing is unsaved here. */
  | { type: 'refreshed'; content: string; version: string };

interface AutosaveEffects {
  /** Send this, if the server still has `version`. */
  send?: { content: string; version: string };
  /** Say `due` after so many milliseconds, counted from now; null: do not. Not given: as it was. */
  wait?: number | null;
}

type Step = [AutosaveState, AutosaveEffects];

const DELAY = 1000;
const LONGEST_DELAY = 60_000;

export const startOf = (content: string, version: string): AutosaveState => ({
  status: 'saved',
  content,
  saved: content,
  version,
  sent: null,
  lost: [],
  hurry: false,
  failures: 0,
  problem: null,
  theirs: null,
});

export function step(state: AutosaveState, event: AutosaveEvent): Step {
  switch (event.type) {
    case 'edited':
      return edited(state, event.content);
    case 'due':
      return send(state);
    case 'flush':
      return state.sent === null ? send(state) : [{ ...state, hurry: true }, {}];
    case 'answered':
      return event.answer.kind === 'saved'
        ? saved(state, event.answer.version)
        : conflicted(state, event.answer);
    case 'failed':
      return failed(state, event.problem);
    case 'resolved':
      return resolved(state, event.content);
    default:
      // Whoever has unsaved text hears of the other version by a conflict.
      if (state.status !== 'saved') return [state, {}];
      return [startOf(event.content, event.version), { wait: null }];
  }
}

function edited(state: AutosaveState, content: string): Step {
  if (content === state.content) return [state, {}];
  const next = { ...state, content };
  if (state.status === 'conflict' || state.sent !== null) return [next, {}];
  // While it fails, a new letter is no reason to try more often.
  if (state.status === 'failed') return [next, {}];
  if (content === state.saved) return [{ ...next, status: 'saved' }, { wait: null }];
  return [{ ...next, status: 'dirty' }, { wait: DELAY }];
}

function send(state: AutosaveState): Step {
  const isThere = state.content === state.saved && state.lost.length === 0;
  if (state.sent !== null || state.status === 'conflict' || isThere) return [state, {}];
  const { content, version } = state;
  return [
    { ...state, status: 'saving', sent: content, hurry: false },
    { send: { content, version }, wait: null },
  ];
}

function saved(state: AutosaveState, version: string): Step {
  const next: AutosaveState = { ...startOf(state.sent!, version), content: state.content };
  if (state.content === state.sent) return [{ ...next, status: 'saved' }, { wait: null }];
  const dirty: AutosaveState = { ...next, status: 'dirty' };
  return state.hurry ? send(dirty) : [dirty, { wait: DELAY }];
}

function conflicted(state: AutosaveState, theirs: { content: string; version: string }): Step {
  const { content, version } = theirs;
  // Both wrote the same, or an earlier request of ours got through after all.
  if (content === state.content) return [{ ...startOf(content, version) }, { wait: null }];
  if (content === state.saved || state.lost.includes(content)) {
    return send({ ...startOf(content, version), status: 'dirty', content: state.content });
  }
  return [
    { ...state, status: 'conflict', sent: null, lost: [], hurry: false, theirs: { content, version } },
    { wait: null },
  ];
}

function failed(state: AutosaveState, problem: unknown): Step {
  const failures = state.failures + 1;
  const wait = Math.min(LONGEST_DELAY, DELAY * 2 ** failures);
  const lost = [...new Set([...state.lost, state.sent!])];
  return [{ ...state, status: 'failed', sent: null, lost, hurry: false, failures, problem }, { wait }];
}

function resolved(state: AutosaveState, content: string): Step {
  if (!state.theirs) return edited(state, content);
  const { theirs } = state;
  const next = { ...startOf(theirs.content, theirs.version), content };
  return content === theirs.content ? [next, { wait: null }] : send({ ...next, status: 'dirty' });
}
