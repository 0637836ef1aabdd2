import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, codesOf } from '../../test/support/outcomes.ts';
import { DEVICE, openTestServices, PASSWORD, type TestServices } from '../../test/support/services.ts';
import type { DomainError } from '../domain/errors.ts';
import { MINUTE } from '../domain/time.ts';
import { createGuessing } from './guessing.ts';

let opened: TestServices;
beforeEach(async () => {
  opened = await openTestServices({ guessing: { perAccount: 3, perAddress: 6 } });
  for (const username of ['host', 'ada']) await opened.services.users.add({ username, password: PASSWORD });
});
afterEach(() => opened.close());

const signIn = (password = PASSWORD, username = 'ada', address = DEVICE.address) =>
  opened.services.sessions.signIn(username, password, { ...DEVICE, address });
const guess = (count: number, username: string, address: string) =>
  codesOf(Array.from({ length: count }, (_, n) => signIn(`guess ${n} guess`, username, address)));

test('guessing is limited by account, also from many addresses and at the same moment', async () => {
  expect(await guess(5, 'ada', 'one')).toEqual([
    'RESOURCE_EXHAUSTED',
    'RESOURCE_EXHAUSTED',
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
  ]);
  expect(await codeOf(signIn(PASSWORD, 'ADA', 'two'))).toBe('RESOURCE_EXHAUSTED');
  expect(await codeOf(signIn(PASSWORD, 'host', 'two'))).toBe('OK');
});

test('guessing is limited by address over all accounts, and leaves the accounts open to others', async () => {
  for (let n = 0; n < 6; n++) await guess(1, `name${n}`, 'bad');
  for (let n = 0; n < 5; n++) expect(await guess(1, 'ada', 'bad')).toEqual(['RESOURCE_EXHAUSTED']);
  expect(await codeOf(signIn(PASSWORD, 'ada', 'good'))).toBe('OK');
});

test('a refusal says how long to wait, and right passwords count for nothing', async () => {
  for (let n = 0; n < 10; n++) expect(await codeOf(signIn())).toBe('OK');
  await guess(3, 'ada', 'one');
  const refused = await signIn(PASSWORD, 'ada', 'two').catch((error: DomainError) => error);
  expect((refused as DomainError).retryAfter).toBeGreaterThan(0);
  expect((refused as DomainError).retryAfter).toBeLessThanOrEqual(900);
});

test('guessing may go on after a quarter of an hour', async () => {
  vi.useFakeTimers();
  try {
    const guessing = createGuessing({ perAccount: 1, perAddress: 10 });
    const attempt = () => codeOf(guessing.begin('ada', 'one'));
    expect(await attempt()).toBe('OK');
    vi.advanceTimersByTime(15 * MINUTE - 1000);
    expect(await attempt()).toBe('RESOURCE_EXHAUSTED');
    vi.advanceTimersByTime(1000);
    expect(await attempt()).toBe('OK');
  } finally {
    vi.useRealTimers();
  }
});
