import { createCorpus, RARE_TAG, RARE_WORD, tagAt, USERS } from '../data/corpus.ts';
import { createDraw, wordAt, type Draw } from '../data/words.ts';
import type { Source } from '../load/clients.ts';
import { requestBytes } from '../load/request.ts';
import { HOT_ID, type Instance } from './instance.ts';

const API = '/api/v1';
/** So many different notes are written. */
const CONTENTS = 2000;

/** Requests for an instance; each measurement begins with the same ones. */
export type MakeSource = (instance: Instance) => Source | Promise<Source>;

/** One request over and over: what the server keeps of its answers helps. */
function hot(path: string): MakeSource {
  return ({ headers }) => {
    const request = requestBytes({ path: API + path, headers });
    return () => request;
  };
}

/** Addresses that were never asked before, so that every answer comes out of the store. */
function fresh(path: (draw: Draw, instance: Instance) => string): MakeSource {
  return (instance) => {
    const [draw, mark] = [createDraw(11), `n=${performance.now()}`];
    let count = 0;
    return () => {
      const address = path(draw, instance);
      const unread = `${address.includes('?') ? '&' : '?'}${mark}-${count++}`;
      return requestBytes({ path: API + address + unread, headers: instance.headers });
    };
  };
}

export const constant =
  (path: string): Source =>
  () =>
    (CONSTANTS[path] ??= requestBytes({ path }));
const CONSTANTS: Record<string, Buffer> = {};

/** The same request to another path: a client says no less to a constant. */
export function elsewhere(request: Buffer, path: string): Source {
  const moved = Buffer.from(request.toString('latin1').replace(/^GET \S+/, `GET ${path}`), 'latin1');
  return () => moved;
}

export const hotMemo = hot(`/memos/${HOT_ID}`);
export const hotPage = hot('/memos');
export const randomMemo = fresh((draw, { corpus }) => `/memos/${readableId(draw, corpus)}`);
export const firstPage = fresh(() => '/memos');
export const laterPage = fresh((draw) => `/memos?page=${80 + below(draw, 40)}`);
export const commonTag = fresh((draw) => `/memos?tag=${tagAt(below(draw, 2))}`);
export const rareTag = fresh(() => `/memos?tag=${RARE_TAG}`);

const searching = (query: (draw: Draw) => string): MakeSource =>
  fresh((draw) => `/search?q=${encodeURIComponent(query(draw))}`);

export const searchPinned = searching(() => 'is:pinned');
export const searchTag = searching((draw) => `tag:${tagAt(below(draw, 2))}`);
export const searchCommon = searching((draw) => wordAt(below(draw, 10)));
export const searchMiddling = searching((draw) => wordAt(1500 + below(draw, 1000)));
export const searchRare = searching(() => RARE_WORD);
export const searchTwo = searching(
  (draw) => `${wordAt(10 + below(draw, 40))} ${wordAt(10 + below(draw, 40))}`,
);
export const searchHan = searching((draw) => [...FREQUENT_HAN].slice(below(draw, 8)).slice(0, 2).join(''));
const FREQUENT_HAN = '的一是不了人我在有他';

/** The list as it was, by its entity tag. */
export const unchangedPage: MakeSource = async (instance) => {
  const answer = await instance.get('/memos');
  await answer.arrayBuffer();
  const headers = { ...instance.headers, 'if-none-match': answer.headers.get('etag') ?? '' };
  const request = requestBytes({ path: `${API}/memos`, headers });
  return () => request;
};

/** Pages that begin anywhere in the list, by the tokens that lead there. */
export const deepPage: MakeSource = async (instance) => {
  const { corpus } = instance;
  const tokens: string[] = [];
  const draw = createDraw(12);
  for (let count = 0; count < 100; count++) {
    const to = new Date(corpus.createdAt(Math.floor((0.1 + 0.8 * draw()) * corpus.notes))).toISOString();
    const page = (await (await instance.get(`/memos?limit=1&to=${to}`)).json()) as { nextPageToken: string };
    tokens.push(page.nextPageToken);
  }
  const next = cycle(tokens);
  return fresh(() => `/memos?pageToken=${next()}`)(instance);
};

export const createMemo: MakeSource = ({ headers }) => {
  const bodies = newContents();
  return () => requestBytes({ method: 'POST', path: `${API}/memos`, headers, body: { content: bodies() } });
};

export const updateMemo: MakeSource = ({ headers, corpus }) => {
  const [bodies, draw] = [newContents(), createDraw(13)];
  return () => {
    const id = 1 + USERS * below(draw, corpus.notes / USERS);
    return requestBytes({
      method: 'PATCH',
      path: `${API}/memos/${id}`,
      headers,
      body: { content: bodies() },
    });
  };
};

export function deleteMemo({ headers }: Instance, id: number): Buffer {
  return requestBytes({ method: 'DELETE', path: `${API}/memos/${id}`, headers });
}

function newContents(): () => string {
  const other = createCorpus({ seed: 2, notes: 10_000 });
  return cycle(Array.from({ length: CONTENTS }, (_, index) => other.content(5000 + index)));
}

/** Of a note that the first user may read: half of them are others'. */
function readableId(draw: Draw, corpus: Instance['corpus']): number {
  for (;;) {
    const index = below(draw, corpus.notes);
    if (corpus.ownerOf(index) === 0 || corpus.visibilityOf(index) !== 'PRIVATE') return index + 1;
  }
}

function below(draw: Draw, end: number): number {
  return Math.floor(draw() * end);
}

function cycle<T>(items: readonly T[]): () => T {
  let next = 0;
  return () => items[next++ % items.length] as T;
}
