import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, codesOf, fieldOf } from '../../test/support/outcomes.ts';
import { signedIn } from '../../test/support/records.ts';
import { openTestServices, type TestServices } from '../../test/support/services.ts';
import { ANONYMOUS } from '../domain/access.ts';
import { createSystem, type SystemSettings } from './system.ts';

const host = signedIn(1, { role: 'HOST' });

let opened: TestServices;
beforeEach(async () => {
  opened = await openTestServices();
});
afterEach(() => opened.close());

const settings = () => opened.services.system.settings();
const update = (patch: Partial<SystemSettings>, who: Parameters<typeof codeOf>[0] | unknown = host) =>
  opened.services.system.update(who as typeof host, patch);

test('a new instance takes no sign-ups', async () => {
  expect(await settings()).toMatchObject({
    allowSignUp: false,
    disablePasswordLogin: false,
    title: 'Commonplace',
  });
});

test('what the host sets is kept, what is not named stays', async () => {
  expect(await update({ title: 'My notes', allowSignUp: true })).toMatchObject({ title: 'My notes' });
  await update({ locale: 'de-AT', title: undefined as never });
  expect(await settings()).toMatchObject({ title: 'My notes', allowSignUp: true, locale: 'de-AT' });
});

test('only the host may change settings, with the scope for it', async () => {
  expect(await codeOf(update({ title: 'x' }, ANONYMOUS))).toBe('UNAUTHENTICATED');
  expect(await codeOf(update({ title: 'x' }, signedIn(1, { role: 'ADMIN' })))).toBe('PERMISSION_DENIED');
  expect(await codeOf(update({ title: 'x' }, { ...host, scope: 'write' }))).toBe('PERMISSION_DENIED');
  expect((await settings()).title).toBe('Commonplace');
});

test('the flag of the command line wins over the stored setting', async () => {
  await update({ allowSignUp: true });
  expect((await createSystem({ store: opened.store, allowSignUp: false }).settings()).allowSignUp).toBe(
    false,
  );
  expect((await createSystem({ store: opened.store, allowSignUp: undefined }).settings()).allowSignUp).toBe(
    true,
  );
});

test.each([
  ['title', { title: 'x'.repeat(101) }],
  ['description', { description: 'x'.repeat(1001) }],
  ['logoUrl', { logoUrl: 'javascript:alert(1)' }],
  ['logoUrl', { logoUrl: 'data:image/svg+xml,x' }],
  ['logoUrl', { logoUrl: `https://example.com/${'x'.repeat(2048)}` }],
  ['locale', { locale: '<script>' }],
  ['locale', { locale: '' }],
])('a wrong %s is refused by name, and nothing is stored', async (field, patch) => {
  const before = await settings();
  expect(await fieldOf(update({ allowSignUp: true, ...patch }))).toBe(field);
  expect(await settings()).toEqual(before);
});

test('of two changes with the same precondition one gets through', async () => {
  const change = (title: string) =>
    opened.services.system.update(host, { title }, (current) => current.title === 'Commonplace');
  expect(await codesOf([change('one'), change('two')])).toEqual(['FAILED_PRECONDITION', 'OK']);
});
