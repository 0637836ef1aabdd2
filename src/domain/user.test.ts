import { describe, expect, test } from 'vitest';
import { assertPassword, assertProfile, assertUsername, usernameKey } from './user.ts';

const refuses = (field: string) =>
  expect.objectContaining({ code: 'INVALID_ARGUMENT', details: [expect.objectContaining({ field })] });

test.each(['a', 'Ada', 'a-b_c9', 'x'.repeat(32)])('%j is a username', (name) => {
  expect(() => assertUsername(name)).not.toThrow();
});

test.each(['', '1a', '-a', '_a', 'a b', 'a.b', '../a', 'ä', 'a\n', 'a\0', 'x'.repeat(33)])(
  '%j is no username',
  (name) => {
    expect(() => assertUsername(name)).toThrow(refuses('username'));
  },
);

test('names are compared without case', () => {
  expect(usernameKey('AdA')).toBe(usernameKey('aDa'));
});

test('a password has 8 to 512 characters', () => {
  for (const length of [8, 512]) expect(() => assertPassword('x'.repeat(length))).not.toThrow();
  for (const length of [0, 7, 513])
    expect(() => assertPassword('x'.repeat(length))).toThrow(refuses('password'));
  expect(() => assertPassword('short', 'newPassword')).toThrow(refuses('newPassword'));
});

describe('a profile', () => {
  test.each([
    {},
    { nickname: '', email: '', avatarUrl: '' },
    { nickname: 'x'.repeat(64) },
    { email: 'ada@example.com' },
    { email: `${'x'.repeat(242)}@example.com` },
    { avatarUrl: 'https://example.com/a.png?b=c' },
    { avatarUrl: 'http://localhost:5230/a.png' },
  ])('may be %j', (profile) => {
    expect(() => assertProfile(profile)).not.toThrow();
  });

  test.each([
    ['nickname', { nickname: 'x'.repeat(65) }],
    ['nickname', { nickname: 'a\0b' }],
    ['email', { email: 'ada' }],
    ['email', { email: 'a@b@c' }],
    ['email', { email: 'a b@c' }],
    ['email', { email: 'a@b\n' }],
    ['email', { email: 'a\0@b' }],
    ['email', { email: '<a@b>' }],
    ['email', { email: `${'x'.repeat(243)}@example.com` }],
    ['avatarUrl', { avatarUrl: 'javascript:alert(1)' }],
    ['avatarUrl', { avatarUrl: 'data:image/svg+xml,<svg/>' }],
    ['avatarUrl', { avatarUrl: '/a.png' }],
    ['avatarUrl', { avatarUrl: ' \tjavascript:alert(1)' }],
    ['avatarUrl', { avatarUrl: `https://example.com/${'x'.repeat(2048)}` }],
  ])('may not have the %s of %j', (field, profile) => {
    expect(() => assertProfile(profile)).toThrow(refuses(field));
  });
});
