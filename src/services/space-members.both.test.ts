import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, fieldOf } from '../../test/support/outcomes.ts';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { ANONYMOUS, type SignedIn } from '../domain/access.ts';
import { MAX_MEMBERS, type SpaceAccess } from '../domain/space/space.ts';
import type { SpaceMembers } from './space-members.ts';

let opened: TestServices;
let members: SpaceMembers;
let ada: SignedIn;
let ben: SignedIn;
let uid: string;
beforeEach(async () => {
  opened = await openTestServices();
  members = opened.services.spaceMembers;
  ada = await addUser(opened, 'ada', { email: 'ada@example.com' });
  ben = await addUser(opened, 'ben', { email: 'Ben@Example.com' });
  uid = (await opened.services.spaces.create(ada, { name: 'Kitchen' })).uid;
});
afterEach(() => opened.close());

const invite = (email = 'ben@example.com', access: SpaceAccess = 'read', who = ada) =>
  members.invite(who, uid, { email, access });
const permissions = async (who: SignedIn) =>
  (await opened.services.spaces.get(who, uid).catch(() => null))?.permissions.accessType ?? null;
const statuses = async () => (await members.list(ada, uid)).map(({ email, status }) => [email, status]);

describe('an invitation', () => {
  test('gives nothing until it is accepted', async () => {
    const made = await invite(' Ben@example.COM ', 'edit');
    expect(made).toMatchObject({ email: 'Ben@example.COM', status: 'pending', access: 'edit' });
    expect(await permissions(ben)).toBe(null);
    expect(await members.pending(ben)).toMatchObject([{ access: 'edit', space: { name: 'Kitchen' } }]);
    expect(await members.invitation(ben, uid)).toMatchObject({ status: 'pending' });
    expect(await members.accept(ben, uid)).toMatchObject({
      status: 'accepted',
      space: { permissions: { accessType: 'edit', canEdit: true } },
    });
    expect(await permissions(ben)).toBe('edit');
    expect(await members.pending(ben)).toEqual([]);
    expect((await opened.services.spaces.list(ben)).map(({ name }) => name)).toEqual(['Kitchen']);
  });

  test('says nothing of whether there is such an account, until it is accepted', async () => {
    const [known, unknown] = [await invite('ben@example.com'), await invite('nobody@example.com')];
    const hidden = { userId: null, username: null, nickname: null };
    expect(known).toMatchObject(hidden);
    expect({ ...known, email: '' }).toEqual({ ...unknown, email: '' });
    for (const member of await members.list(ada, uid)) expect(member).toMatchObject(hidden);
    await members.accept(ben, uid);
    expect(await members.list(ada, uid)).toMatchObject([{ username: 'ben' }, hidden]);
    await members.reject(ben, uid);
    for (const member of await members.list(ada, uid)) expect(member).toMatchObject(hidden);
  });

  test('waits for an account that has the address later', async () => {
    await invite('cleo@example.com');
    const cleo = await addUser(opened, 'cleo', { email: 'CLEO@example.com' });
    expect(await members.pending(cleo)).toHaveLength(1);
    await members.accept(cleo, uid);
    expect(await permissions(cleo)).toBe('read');
  });

  test('is for the account that had the address, and nobody who takes it later', async () => {
    await invite();
    const profile = (email: string) => ({ email });
    await opened.services.users.update(ben, { id: ben.userId }, profile('other@example.com'));
    const cleo = await addUser(opened, 'cleo', { email: 'ben@example.com' });
    expect(await codeOf(members.accept(cleo, uid))).toBe('NOT_FOUND');
    expect(await codeOf(members.accept(ben, uid))).toBe('OK');
    expect([await permissions(ben), await permissions(cleo)]).toEqual(['read', null]);
  });

  test('that is rejected lets nobody in before a new one', async () => {
    await invite();
    await members.reject(ben, uid);
    expect(await codeOf(members.accept(ben, uid))).toBe('NOT_FOUND');
    expect(await permissions(ben)).toBe(null);
    await invite('ben@example.com', 'edit');
    await members.accept(ben, uid);
    expect(await permissions(ben)).toBe('edit');
  });

  test('to a second address of the same account is answered by itself', async () => {
    await invite();
    await members.reject(ben, uid);
    await opened.services.users.update(ben, { id: ben.userId }, { email: 'new@example.com' });
    await invite('new@example.com', 'edit');
    expect(await members.invitation(ben, uid)).toMatchObject({ status: 'pending', access: 'edit' });
    await members.accept(ben, uid);
    expect(await permissions(ben)).toBe('edit');
    expect(await statuses()).toEqual([
      ['ben@example.com', 'rejected'],
      ['new@example.com', 'accepted'],
    ]);
  });

  test('to a second address of a member gives the better of both, and leaving ends both', async () => {
    await invite();
    await members.accept(ben, uid);
    await opened.services.users.update(ben, { id: ben.userId }, { email: 'new@example.com' });
    await invite('new@example.com', 'edit');
    expect(await members.pending(ben)).toHaveLength(1);
    await members.accept(ben, uid);
    expect([await permissions(ben), (await members.pending(ben)).length]).toEqual(['edit', 0]);
    await members.reject(ben, uid);
    expect(await permissions(ben)).toBe(null);
  });

  test('is made by the owner alone, to an address that can be one', async () => {
    expect(await codeOf(invite('cleo@example.com', 'read', ben))).toBe('UNAUTHENTICATED');
    await invite('ben@example.com', 'edit');
    await members.accept(ben, uid);
    expect(await codeOf(invite('cleo@example.com', 'read', ben))).toBe('PERMISSION_DENIED');
    for (const email of ['', 'nothing', 'a@b\0.c', 'ada@example.com'])
      expect([email, await fieldOf(invite(email))]).toEqual([email, 'email']);
    expect(await codeOf(invite())).toBe('ALREADY_EXISTS');
    expect(await codeOf(members.invitation(ada, uid))).toBe('NOT_FOUND');
    expect(await codeOf(members.accept(ada, uid))).toBe('NOT_FOUND');
    expect(await codeOf(members.reject(ada, uid))).toBe('NOT_FOUND');
    expect(await codeOf(members.pending(ANONYMOUS))).toBe('UNAUTHENTICATED');
  });

  test('of an account without an address finds none of those that were made to nobody', async () => {
    const cleo = await addUser(opened, 'cleo');
    await invite('nobody@example.com');
    expect(await members.pending(cleo)).toEqual([]);
    expect(await codeOf(members.accept(cleo, uid))).toBe('NOT_FOUND');
  });

  test('a space has so many at most', async () => {
    const { id } = await opened.services.spaces.get(ada, uid);
    await opened.store.transact(async (tx) => {
      for (let count = 0; count < MAX_MEMBERS; count++) {
        const email = `${count}@example.com`;
        const plain = { userId: null, access: 'read', status: 'pending', answeredAt: null } as const;
        await tx.spaces.putMember(email, { spaceId: id, email, invitedAt: 0, ...plain });
      }
    });
    expect(await fieldOf(invite())).toBe('email');
    expect(await codeOf(invite('7@example.com', 'edit'))).toBe('OK');
  });

  test('answered and taken back at once ends in one of both', async () => {
    for (let round = 0; round < 4; round++) {
      await invite();
      const codes = await Promise.all([
        codeOf(members.accept(ben, uid)),
        codeOf(members.remove(ada, uid, 'ben@example.com')),
      ]);
      expect(codes[1]).toBe('OK');
      expect(await permissions(ben)).toBe(null);
      expect(await statuses()).toEqual([]);
    }
  });

  test('to a space that is removed meanwhile is refused', async () => {
    const { spaces } = opened.services;
    for (let round = 0; round < 4; round++) {
      const other = (await spaces.create(ada, { name: 'Other' })).uid;
      const emails = ['x@example.com', 'y@example.com', 'z@example.com'];
      const codes = await Promise.all([
        ...emails.map((email) => codeOf(members.invite(ada, other, { email, access: 'read' }))),
        codeOf(spaces.remove(ada, other)),
      ]);
      expect(codes.pop()).toBe('OK');
      expect(codes.filter((code) => code !== 'OK' && code !== 'NOT_FOUND')).toEqual([]);
    }
  });
});

describe('a member', () => {
  beforeEach(async () => {
    await invite();
    await members.accept(ben, uid);
  });

  test('is given other access by the owner alone, at once', async () => {
    const note = await addNote(opened.services, ben, 'ben’s');
    const add = () => codeOf(opened.services.spaces.addNote(ben, uid, { id: note.id }));
    expect(await codeOf(members.setAccess(ben, uid, 'ben@example.com', 'edit'))).toBe('PERMISSION_DENIED');
    expect(await add()).toBe('PERMISSION_DENIED');
    await members.setAccess(ada, uid, 'BEN@example.com', 'edit');
    expect(await add()).toBe('OK');
    expect(await codeOf(members.setAccess(ada, uid, 'nobody@example.com', 'edit'))).toBe('NOT_FOUND');
  });

  test('that is removed sees nothing of it any more, nor does one that leaves', async () => {
    const note = await addNote(opened.services, ada, 'ada’s');
    await opened.services.spaces.addNote(ada, uid, { id: note.id });
    const read = () => codeOf(opened.services.notes.get(ben, { id: note.id }));
    const [before] = (await opened.services.notes.revisions(ben)).slice(-1);
    expect(await codeOf(members.remove(ben, uid, 'ben@example.com'))).toBe('PERMISSION_DENIED');
    await members.remove(ada, uid, 'ben@example.com');
    expect([await permissions(ben), await read()]).toEqual([null, 'NOT_FOUND']);
    expect((await opened.services.notes.revisions(ben)).at(-1)).toBeGreaterThan(before ?? 0);
    expect(await codeOf(members.accept(ben, uid))).toBe('NOT_FOUND');
    await invite();
    await members.accept(ben, uid);
    expect(await read()).toBe('OK');
    await members.reject(ben, uid);
    expect([await permissions(ben), await read()]).toEqual([null, 'NOT_FOUND']);
  });

  describe('with two addresses', () => {
    const second = 'new@example.com';
    beforeEach(async () => {
      await members.setAccess(ada, uid, 'ben@example.com', 'edit');
      await opened.services.users.update(ben, { id: ben.userId }, { email: second });
      await invite(second);
    });

    test.each(['ben@example.com', second])('has no access once %s is removed', async (email) => {
      await members.accept(ben, uid);
      await members.remove(ada, uid, email);
      expect([await permissions(ben), await statuses()]).toEqual([null, []]);
    });

    test.each(['ben@example.com', second])('has the access that %s is given', async (email) => {
      await members.accept(ben, uid);
      await members.setAccess(ada, uid, email, 'read');
      expect(await permissions(ben)).toBe('read');
    });

    test('loses what was offered to the other one, too', async () => {
      await members.remove(ada, uid, 'ben@example.com');
      expect(await codeOf(members.accept(ben, uid))).toBe('NOT_FOUND');
      expect(await permissions(ben)).toBe(null);
    });

    test('stays one when an invitation to the other is taken back, which says nothing of whose it is', async () => {
      await members.remove(ada, uid, second);
      expect([await permissions(ben), await statuses()]).toEqual(['edit', [['ben@example.com', 'accepted']]]);
    });
  });

  test('does not see who else there is', async () => {
    expect(await codeOf(members.list(ben, uid))).toBe('PERMISSION_DENIED');
    expect(await codeOf(members.list(ANONYMOUS, uid))).toBe('UNAUTHENTICATED');
  });

  test('needs more than a token that reads', async () => {
    const reading: SignedIn = { ...ada, via: 'token', scope: 'read' };
    for (const call of [
      () => members.invite(reading, uid, { email: 'x@example.com', access: 'read' }),
      () => members.setAccess(reading, uid, 'ben@example.com', 'edit'),
      () => members.remove(reading, uid, 'ben@example.com'),
      () => members.accept({ ...ben, via: 'token', scope: 'read' }, uid),
    ]) {
      expect(await codeOf(call())).toBe('PERMISSION_DENIED');
    }
  });
});
