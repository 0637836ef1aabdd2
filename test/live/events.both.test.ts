import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../src/domain/time.ts';
import { followEvents, openEvents, type EventStream } from '../support/event-stream.ts';
import type { Account } from '../support/instance.ts';
import { startMemos, type Memos } from '../support/memos.ts';

let server: Memos;
let address: string;
let ada: Account;
let ben: Account;
beforeEach(async () => {
  server = await startMemos();
  address = await server.app.listen();
  ada = await server.account('ada');
  ben = await server.account('ben');
});
afterEach(() => server.stop());

const follow = (reader: Account, headers?: Record<string, string>) =>
  followEvents(address, { token: reader.token, ...(headers && { headers }) });

const remove = (author: Account, memo: { id: number }, query = '') =>
  server.call('DELETE', `/api/v1/memos/${memo.id}${query}`, { token: author.token });

/** Writes something that this reader is told of, and returns what came before it. */
async function toldBefore(stream: EventStream, author: Account) {
  const last = await server.write(author, 'the last', { visibility: 'PUBLIC' });
  const told = [];
  for (;;) {
    const { data } = await stream.next();
    if (data.memo?.['name'] === last.name) return told;
    told.push(data);
  }
}

describe('an event stream', () => {
  test('is sent so that nothing on the way keeps it', async () => {
    const stream = await openEvents(address, { token: ada.token });
    expect(stream.status).toBe(200);
    const { headers } = stream;
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('content-encoding')).toBe(null);
    expect(await stream.nextBlock()).toBe('retry: 3000');
    stream.close();
  });

  test('tells of own changes with the memo as the API shows it', async () => {
    const stream = await follow(ada);
    const memo = await server.write(ada, 'hello #live');
    expect((await stream.next()).data).toEqual({ type: 'memo.created', memo });
    const updated = (await server.patch(ada, memo, { content: 'changed' })).json;
    expect((await stream.next()).data).toEqual({ type: 'memo.updated', memo: updated });
    await remove(ada, memo);
    expect((await stream.next()).data).toMatchObject({
      type: 'memo.updated',
      memo: { rowStatus: 'TRASHED' },
    });
    await remove(ada, memo, '?force=true');
    expect((await stream.next()).data).toEqual({
      type: 'memo.deleted',
      memo: { name: memo.name, uid: memo.uid },
    });
    stream.close();
  });

  test('tells of what others share, and never of what they keep to themselves', async () => {
    const stream = await follow(ada);
    await server.write(ben, 'a secret');
    const [archived, trashed] = [await server.write(ben, 'archived'), await server.write(ben, 'trashed')];
    await server.patch(ben, archived, { rowStatus: 'ARCHIVED' });
    await remove(ben, trashed);
    const shared = await server.write(ben, 'for all', { visibility: 'PROTECTED' });
    expect((await stream.next()).data).toEqual({ type: 'memo.created', memo: shared });
    expect(await toldBefore(stream, ben)).toEqual([]);
    stream.close();
  });

  test.each([
    ['turned private', { visibility: 'PRIVATE' }],
    ['was archived', { rowStatus: 'ARCHIVED' }],
    ['was trashed', { rowStatus: 'TRASHED' }],
  ])('a memo that %s is gone for others, without a word of it or why', async (_, patch) => {
    const memo = await server.write(ben, 'shared at first', { visibility: 'PUBLIC' });
    const stream = await follow(ada);
    await server.patch(ben, memo, { content: 'a planted secret', ...patch });
    const { data } = await stream.next();
    expect(data).toEqual({ type: 'memo.deleted', memo: { name: memo.name, uid: memo.uid } });
    await server.patch(ben, memo, { content: 'still planted' });
    await remove(ben, memo);
    expect(await toldBefore(stream, ben)).toEqual([]);
    stream.close();
  });

  test('a memo that is shared later, or again, is new for others', async () => {
    const memo = await server.write(ben, 'private at first');
    const stream = await follow(ada);
    await server.patch(ben, memo, { visibility: 'PUBLIC' });
    expect((await stream.next()).data).toMatchObject({ type: 'memo.created', memo: { name: memo.name } });
    await server.patch(ben, memo, { rowStatus: 'ARCHIVED' });
    expect((await stream.next()).data.type).toBe('memo.deleted');
    await server.patch(ben, memo, { rowStatus: 'NORMAL' });
    expect((await stream.next()).data).toMatchObject({ type: 'memo.created', memo: { name: memo.name } });
    stream.close();
  });

  test('tells the relations of a memo only as far as the reader may see them', async () => {
    const hidden = await server.write(ben, 'hidden');
    const stream = await follow(ada);
    await server.write(ben, `Links\n\n[x](${hidden.filename})`, { visibility: 'PUBLIC' });
    expect((await stream.next()).data.memo?.['relations']).toEqual([]);
    stream.close();
  });

  test('tells of every note when an account is closed', async () => {
    const memo = await server.write(ben, 'shared', { visibility: 'PUBLIC' });
    const stream = await follow(ada);
    await server.services.users.remove(
      { kind: 'user', userId: ada.id, role: 'HOST', scope: 'admin', via: 'local', credentialId: null },
      { username: 'ben' },
    );
    expect((await stream.next()).data).toEqual({
      type: 'memo.deleted',
      memo: { name: memo.name, uid: memo.uid },
    });
    stream.close();
  });
});

describe('who may read events', () => {
  test('not who has no credentials, or ones that are no good', async () => {
    expect((await server.call('GET', '/api/v1/events')).status).toBe(401);
    expect((await openEvents(address, { token: 'cpl_wrong' })).status).toBe(401);
  });

  test('a browser by its session, and a token that may only read', async () => {
    const cookie = await server.signIn(ada);
    const bySession = await followEvents(address, { headers: { cookie } });
    const { secret } = await server.services.tokens.createFor(ada.id, { name: 'reader', scope: 'read' });
    const byToken = await followEvents(address, { token: secret });
    await server.write(ada, 'for both');
    for (const stream of [bySession, byToken]) {
      expect((await stream.next()).data.memo?.['content']).toBe('for both');
      stream.close();
    }
  });

  test('other methods are refused, and HEAD opens no stream', async () => {
    for (const method of ['HEAD', 'POST', 'DELETE'] as const) {
      expect((await server.call(method, '/api/v1/events', { token: ada.token })).status).toBe(405);
    }
  });

  test('nobody learns of what was shared and taken back before there was the account', async () => {
    const memo = await server.write(ben, 'shared for a moment', { visibility: 'PUBLIC' });
    await server.patch(ben, memo, { visibility: 'PRIVATE' });
    server.time.now += DAY;
    const cid = await server.account('cid');
    const stream = await follow(cid, { 'last-event-id': '0-0' });
    expect(await toldBefore(stream, ben)).toEqual([]);
    stream.close();
  });
});

describe('a stream ends at once', () => {
  test('when its token is revoked', async () => {
    const stream = await follow(ada);
    const [token] = await server.services.tokens.listOf(ada.id);
    await server.services.tokens.revokeAny(token?.id ?? 0);
    await server.write(ada, 'too late for this reader').catch(() => {});
    expect(await stream.ended()).toEqual([]);
  });

  test('when its session is signed out', async () => {
    const cookie = await server.signIn(ada);
    const stream = await followEvents(address, { headers: { cookie } });
    await server.call('POST', '/api/v1/auth/signout', { cookie });
    await server.write(ada, 'too late for this reader');
    expect(await stream.ended()).toEqual([]);
  });

  test('when the account is disabled', async () => {
    const stream = await follow(ben);
    await server.services.users.setStatus({ username: 'ben' }, 'ARCHIVED');
    expect(await stream.ended()).toEqual([]);
  });

  test('when the token has expired, before anything more is told', async () => {
    const { secret } = await server.services.tokens.createFor(ada.id, {
      name: 'brief',
      expiresAt: server.time.now + DAY,
    });
    const stream = await followEvents(address, { token: secret });
    server.time.now += 2 * DAY;
    await server.write(ada, 'too late for this reader');
    expect(await stream.ended()).toEqual([]);
  });
});

describe('resuming', () => {
  test('tells what was missed, each memo once and as it is now', async () => {
    const before = await follow(ada);
    const kept = await server.write(ada, 'first');
    const { id } = await before.next();
    before.close();
    await server.patch(ada, kept, { content: 'second' });
    const shared = await server.write(ben, 'from ben', { visibility: 'PUBLIC' });
    await server.patch(ada, kept, { content: 'third' });

    const stream = await follow(ada, { 'last-event-id': id });
    const told = [await stream.next(), await stream.next()];
    expect(told.map(({ data }) => [data.type, data.memo?.['content']])).toEqual([
      ['memo.updated', 'third'],
      ['memo.created', 'from ben'],
    ]);
    expect(told[1]?.data.memo).toEqual(shared);
    expect(await toldBefore(stream, ben)).toEqual([]);
    stream.close();
  });

  test('from any event goes on with the one after it', async () => {
    const stream = await follow(ada);
    const names: unknown[] = [];
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) {
      await server.write(count % 2 ? ada : ben, `${count}`, { visibility: 'PUBLIC' });
      const { id, data } = await stream.next();
      names.push(data.memo?.['name']);
      ids.push(id);
    }
    stream.close();
    for (const [index, id] of ids.entries()) {
      const resumed = await follow(ada, { 'last-event-id': id });
      const rest = names.slice(index + 1);
      const told = [];
      while (told.length < rest.length) told.push((await resumed.next()).data.memo?.['name']);
      expect(told.toSorted()).toEqual(rest.toSorted());
      resumed.close();
    }
  });

  test('after more changes than are read at once', async () => {
    const start = await follow(ada);
    const id = await start.start();
    start.close();
    for (let count = 0; count < 250; count++) await server.services.notes.create(...note(ada, count));
    const stream = await follow(ada, { 'last-event-id': id });
    for (let count = 0; count < 250; count++) {
      expect((await stream.next()).data.memo?.['content']).toBe(`note ${count}`);
    }
    stream.close();
  });

  test.each(['nonsense', '-', '1', '999999-0', '0-999999', '99999999999999999999-1'])(
    'from %j, which this server did not give, means reading anew',
    async (id) => {
      const stream = await follow(ada, { 'last-event-id': id });
      expect((await stream.next()).data).toEqual({ type: 'reset' });
      await server.write(ada, 'and on it goes');
      expect((await stream.next()).data.memo?.['content']).toBe('and on it goes');
      stream.close();
    },
  );

  test('from before what is kept means reading anew', async () => {
    const old = await follow(ada);
    const id = await old.start();
    old.close();
    await server.write(ada, 'a week ago');
    server.time.now += 8 * DAY;
    await server.services.live.forgetOld();
    const stream = await follow(ada, { 'last-event-id': id });
    expect((await stream.next()).data).toEqual({ type: 'reset' });
    await server.write(ada, 'and on it goes');
    expect((await stream.next()).data.memo?.['content']).toBe('and on it goes');
    stream.close();
  });
});

function note(author: Account, count: number) {
  const principal = {
    kind: 'user' as const,
    userId: author.id,
    role: 'USER' as const,
    scope: 'write' as const,
    via: 'token' as const,
    credentialId: 1,
  };
  return [principal, { content: `note ${count}` }] as const;
}
