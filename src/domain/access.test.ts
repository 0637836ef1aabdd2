import { describe, expect, test } from 'vitest';
import {
  ANONYMOUS,
  assertMayWrite,
  audienceOf,
  isAdministrator,
  mayRead,
  requireAdministrator,
  requireHost,
  requireUser,
  SCOPES,
  shelvesFor,
  type Principal,
  type SignedIn,
} from './access.ts';
import { STATUSES, VISIBILITIES } from './note.ts';
import { ROLES } from './user.ts';

const OWNER = 1;
const OTHER = 2;
const user = (userId: number, given: Partial<SignedIn> = {}): SignedIn => ({
  kind: 'user',
  userId,
  role: 'USER',
  scope: 'read',
  via: 'token',
  credentialId: 7,
  ...given,
});

const everybody: [string, Principal][] = [
  ['anonymous', ANONYMOUS],
  ['the owner', user(OWNER)],
  ['another user', user(OTHER)],
  ['another administrator', user(OTHER, { role: 'ADMIN', scope: 'admin' })],
  ['the host', user(3, { role: 'HOST', scope: 'admin' })],
];
const notes = [OWNER, OTHER].flatMap((ownerId) =>
  STATUSES.flatMap((status) => VISIBILITIES.map((visibility) => ({ ownerId, status, visibility }))),
);
const orUndefined = <T>(values: readonly T[]): (T | undefined)[] => [undefined, ...values];
const code = (work: () => unknown): string => {
  try {
    work();
    return 'OK';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe.each(everybody)('for %s', (_who, principal) => {
  const audience = audienceOf(principal);

  test('the shelves of a list hold exactly the notes that may be read and were asked for, each once', () => {
    for (const status of STATUSES) {
      for (const visibility of orUndefined(VISIBILITIES)) {
        for (const ownerId of orUndefined([OWNER, OTHER, 99])) {
          const shelves = shelvesFor(audience, { status, visibility, ownerId });
          for (const note of notes) {
            const wanted =
              note.status === status &&
              (visibility ?? note.visibility) === note.visibility &&
              (ownerId ?? note.ownerId) === note.ownerId;
            const holding = shelves.filter(
              (shelf) =>
                shelf.status === note.status &&
                shelf.visibility === note.visibility &&
                (shelf.ownerId ?? note.ownerId) === note.ownerId,
            );
            const situation = JSON.stringify({ status, visibility, ownerId, note });
            expect(holding.length, situation).toBe(wanted && mayRead(principal, note) ? 1 : 0);
          }
        }
      }
    }
  });

  test('others may be read when NORMAL and visible, own notes always, and only they be written', () => {
    for (const note of notes) {
      const own = principal.kind === 'user' && principal.userId === note.ownerId;
      const shared =
        note.status === 'NORMAL' &&
        (note.visibility === 'PUBLIC' || (note.visibility === 'PROTECTED' && principal.kind === 'user'));
      expect(mayRead(principal, note), JSON.stringify(note)).toBe(own || shared);
      const expected = own ? 'OK' : shared ? 'PERMISSION_DENIED' : 'NOT_FOUND';
      expect(
        code(() => assertMayWrite(principal, note)),
        JSON.stringify(note),
      ).toBe(expected);
    }
  });
});

test('a scope includes those before it, and anonymous has none', () => {
  for (const [index, has] of SCOPES.entries()) {
    for (const [needed, scope] of SCOPES.entries()) {
      const expected = needed <= index ? 'OK' : 'PERMISSION_DENIED';
      expect(
        code(() => requireUser(user(OWNER, { scope: has }), scope)),
        `${has} for ${scope}`,
      ).toBe(expected);
      expect(code(() => requireUser(ANONYMOUS, scope))).toBe('UNAUTHENTICATED');
    }
  }
});

test('administration needs both the role and the scope', () => {
  for (const role of ROLES) {
    for (const scope of SCOPES) {
      const principal = user(OWNER, { role, scope });
      const mayAdminister = role !== 'USER' && scope === 'admin';
      expect(isAdministrator(principal), `${role} ${scope}`).toBe(mayAdminister);
      expect(code(() => requireAdministrator(principal))).toBe(mayAdminister ? 'OK' : 'PERMISSION_DENIED');
      const mayHost = role === 'HOST' && scope === 'admin';
      expect(code(() => requireHost(principal))).toBe(mayHost ? 'OK' : 'PERMISSION_DENIED');
    }
  }
  expect(isAdministrator(ANONYMOUS)).toBe(false);
  expect(code(() => requireAdministrator(ANONYMOUS))).toBe('UNAUTHENTICATED');
  expect(code(() => requireHost(ANONYMOUS))).toBe('UNAUTHENTICATED');
});
