import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseDump, type DatabaseDump } from '../support/database-dump.ts';
import { followEvents, openEvents } from '../support/event-stream.ts';
import { startInstance, type Instance } from '../support/instance.ts';
import { signedIn } from '../support/records.ts';
import { SPACE_REQUESTS, SPACES_MATRIX, type SpaceLine } from './spaces-matrix.ts';
import {
  createSpacesWorld,
  SPACE_PRINCIPALS,
  type SpacePrincipal,
  type SpaceScene,
  type SpacesWorld,
} from './spaces-world.ts';

let instance: Instance;
let world: SpacesWorld;
let database: DatabaseDump;
let address: string;
const scenes = new Map<boolean, SpaceScene>();
/** Each request that was made, as in `GET /api/spaces`. */
const made = new Set<string>();

beforeAll(async () => {
  instance = await startInstance();
  world = await createSpacesWorld(instance);
  for (const isPublic of [true, false]) scenes.set(isPublic, await world.scene(isPublic));
  address = await instance.app.listen();
  database = await openDatabaseDump(instance.databaseUrl);
});

afterAll(async () => {
  await database.close();
  await instance.stop();
});

const EVENTS = '/api/v1/events';

/** A stream has no end that `call` could wait for. */
async function openStream(token: string): Promise<{ status: number }> {
  const stream = await openEvents(address, { token });
  stream.close();
  return stream;
}

/** What was in the database last; what is only read needs nothing to be made, so there it is still so. */
let seen = '';

/** `200` where something may change and does, `200=` where it does not. */
async function ask({ request, isPublic, expected }: SpaceLine, who: SpacePrincipal): Promise<string> {
  const build = SPACE_REQUESTS[request];
  if (!build) throw new Error(`There is no request ${request}`);
  // One that may change something gets a space of its own.
  const shared = scenes.get(isPublic) as SpaceScene;
  const asked = await build(world, shared, who);
  const isRead = asked.method === 'GET' || asked.isRead === true;
  const changes = !isRead && expected[who] === '200';
  const own = changes ? await world.scene(isPublic) : null;
  const { method, path, body } = own ? await build(world, own, who) : asked;
  await world.settle();
  made.add(`${method} ${path.split('?')[0]}`);
  const before = (isRead && seen) || (await database.text());
  const token = world.token(who);
  const answer = await (path === EVENTS && token !== undefined
    ? openStream(token)
    : instance.call(method, path, { token, ...(body !== undefined && { body }) }));
  const after = await database.text();
  const isSame = after === before;
  seen = own ? '' : after;
  if (own) await world.leave(own);
  if (isRead) return isSame ? String(answer.status) : `${answer.status} and something changed`;
  if (answer.status !== 200) return isSame ? String(answer.status) : `${answer.status} and something changed`;
  return isSame ? '200=' : '200';
}

describe('who may do what with a space', () => {
  test.each(
    SPACES_MATRIX.map((line) => [`${line.request} ${line.isPublic ? 'public' : 'private'}`, line] as const),
  )('%s', async (_name, line) => {
    const found: Record<string, string> = {};
    for (const who of SPACE_PRINCIPALS) {
      found[who] = line.expected[who] === '-' ? '-' : await ask(line, who);
    }
    expect(found).toEqual(line.expected);
  });

  const routesOf = async (): Promise<[method: string, path: string][]> => {
    const { json } = await instance.call('GET', '/api/memories/openapi.json');
    return Object.entries<object>(json.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method): [string, string] => [method.toUpperCase(), path]),
    );
  };

  test('every route of this face was asked', async () => {
    const unasked = (await routesOf()).filter(([method, path]) => {
      const pattern = new RegExp(`^${method} ${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      return ![...made].some((one) => pattern.test(one));
    });
    expect(unasked.map((route) => route.join(' '))).toEqual([]);
  });

  test('a token that was revoked opens no route of this face', async () => {
    const { id } = await instance.account('revoked-one');
    const { secret, token } = await instance.services.tokens.createFor(id, { name: 'gone', scope: 'admin' });
    await instance.services.tokens.revokeAny(token.id);
    for (const [method, path] of await routesOf()) {
      const answer = await instance.call(method as 'GET', path.replace(/\{[^}]+\}/g, 'a'), { token: secret });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  });

  test('every request has a line for private spaces and one for public ones', () => {
    const kinds = (request: string) => [`${request} private`, `${request} public`];
    expect(SPACES_MATRIX.map(({ request, isPublic }) => kinds(request)[Number(isPublic)]).toSorted()).toEqual(
      Object.keys(SPACE_REQUESTS).flatMap(kinds).toSorted(),
    );
  });
});

const owner = async () =>
  signedIn((await instance.services.users.listAll()).find((user) => user.username === 'owner')!.id);
const bodies = async (who: SpacePrincipal, paths: string[]) =>
  Promise.all(
    paths.map(async (path) => (await instance.call('GET', path, { token: world.token(who) })).text),
  );

test('no list, search, tag, graph or error of others holds a word of what a space holds', async () => {
  const scene = await world.scene(true);
  const word = 'planted';
  const paths = [
    '/api/v1/memos?limit=100',
    `/api/v1/memos?limit=100&creator=users/2`,
    `/api/v1/search?q=${word}*`,
    '/api/v1/tags',
    '/api/v1/tags/stats',
    '/api/v1/graph',
    '/api/v1/resources',
    '/api/memories',
    '/api/notes',
    '/api/raw/lines',
  ];
  for (const who of ['reader', 'editor', 'pending', 'stranger', 'anonymous'] as const) {
    for (const [index, text] of (await bodies(who, paths)).entries()) {
      expect([who, paths[index], text.toLowerCase().includes(word)]).toEqual([who, paths[index], false]);
    }
  }
  expect((await bodies('stranger', [`/api/memories?spaceId=${scene.uid}`]))[0]).toContain(word);
});

test('no list and no search of a space holds a word of what is archived or in the trash', async () => {
  const { uid } = await world.scene(true);
  const body = { query: 'planted*', spaces: [uid] };
  for (const who of ['owner', 'reader', 'stranger', 'anonymous', 'host'] as const) {
    const token = world.token(who);
    const list = await instance.call('GET', `/api/memories?spaceId=${uid}`, { token });
    const found = await instance.call('POST', '/api/search', { token, body });
    expect([who, list.json.total, found.json.results.length]).toEqual([who, 2, 1]);
    for (const { text } of [list, found]) expect(text).not.toContain('put away');
  }
});

test('who is removed loses access at once: to notes, files, thumbnails, lists, and what they had cached', async () => {
  const scene = await world.scene(false);
  const paths = [
    `/api/spaces/${scene.uid}`,
    `/api/memories?spaceId=${scene.uid}`,
    `/api/memories/${scene.note.uid}`,
    `/api/v1/memos/${scene.note.id}`,
    `/api/v1/resources/${scene.picture}`,
    `/api/v1/resources/${scene.picture}?thumbnail=true`,
  ];
  const token = world.token('reader');
  const etags: string[] = [];
  for (const path of paths) {
    const { status, headers } = await instance.call('GET', path, { token });
    expect([path, status]).toEqual([path, 200]);
    etags.push(String(headers['etag']));
  }
  await instance.services.spaceMembers.remove(await owner(), scene.uid, world.email('reader'));
  for (const [index, path] of paths.entries()) {
    const headers = { 'if-none-match': etags[index] ?? '' };
    const [plain, cached] = [
      await instance.call('GET', path, { token }),
      await instance.call('GET', path, { token, headers }),
    ];
    const status = index < 2 ? 401 : 404;
    expect([path, plain.status, cached.status]).toEqual([path, status, status]);
  }
});

test('live events tell members of what a space holds, and nobody who was removed or never was one', async () => {
  const scene = await world.scene(false);
  const { services } = instance;
  const ada = await owner();
  const follow = (who: SpacePrincipal) => followEvents(address, { token: world.token(who)! });
  const [reader, stranger, pending] = [
    await follow('reader'),
    await follow('stranger'),
    await follow('pending'),
  ];
  await services.notes.update(ada, { id: scene.note.id }, { content: 'planted anew' });
  expect((await reader.next()).data).toMatchObject({
    type: 'memo.updated',
    memo: { id: scene.note.id, content: 'planted anew' },
  });
  await services.spaceMembers.remove(ada, scene.uid, world.email('reader'));
  expect((await reader.next()).data.type).toBe('reset');
  await services.notes.update(ada, { id: scene.note.id }, { content: 'planted for others' });
  // What comes after it is something that all of them may see.
  const { json: last } = await instance.call('POST', '/api/v1/memos', {
    token: world.token('owner')!,
    body: { content: 'the last', visibility: 'PUBLIC' },
  });
  for (const stream of [reader, stranger, pending]) {
    const { data } = await stream.next();
    expect(data).toMatchObject({ type: 'memo.created', memo: { id: last.id } });
    stream.close();
  }
});
