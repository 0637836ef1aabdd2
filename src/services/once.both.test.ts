import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf, codesOf } from '../../test/support/outcomes.ts';
import { addUser, NEWEST_FIRST, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import type { NoteView } from '../domain/note.ts';
import { DAY } from '../domain/time.ts';
import { assertIdempotencyKey } from './once.ts';

let opened: TestServices;
let ada: SignedIn;
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
});
afterEach(() => opened.close());

const request = (key: string, fingerprint = 'body') => ({
  key,
  fingerprint,
  answer: (note: NoteView) => JSON.stringify({ id: note.id, at: note.createdAt, odd: ' "ß🎉" ' }),
});
const create = (once: ReturnType<typeof request>, who = ada, content = 'a note') =>
  opened.services.notes.create(who, { content }, once);
const countOf = async (who = ada) => (await opened.services.notes.list(who, NEWEST_FIRST)).items.length;

test('a repeated request changes nothing and gets the first answer word for word', async () => {
  const first = await create(request('k'));
  expect(first).toHaveProperty('result');
  const { result } = first as { result: NoteView };
  opened.clock.advance(1000);
  await opened.services.notes.update(ada, { id: result.id }, { content: 'changed since' });
  expect(await create(request('k'))).toEqual({ replay: request('k').answer(result) });
  expect(await countOf()).toBe(1);
});

test('of many equal requests at once, one creates a note and the others repeat its answer', async () => {
  const results = await Promise.all(Array.from({ length: 12 }, () => create(request('k'))));
  const created = results.filter((outcome) => 'result' in outcome);
  expect(created).toHaveLength(1);
  const replays = results.flatMap((outcome) => ('replay' in outcome ? [outcome.replay] : []));
  expect(new Set(replays)).toEqual(new Set([request('k').answer(created[0]!.result)]));
  expect(await countOf()).toBe(1);
});

test('the same key with another request is refused', async () => {
  await create(request('k'));
  expect(await codeOf(create(request('k', 'other body')))).toBe('ALREADY_EXISTS');
  expect(await countOf()).toBe(1);
});

test('different requests with one key at once: one is done, the other refused', async () => {
  expect(await codesOf([create(request('k', 'a')), create(request('k', 'b'))])).toEqual([
    'ALREADY_EXISTS',
    'OK',
  ]);
});

test('keys are of one user', async () => {
  const ben = await addUser(opened, 'ben');
  await create(request('k'));
  expect(await create(request('k'), ben)).toHaveProperty('result');
});

test('a key is remembered for a day', async () => {
  await create(request('k'));
  opened.clock.advance(DAY);
  expect(await create(request('k'))).toHaveProperty('replay');
  opened.clock.advance(1);
  expect(await create(request('k', 'other body'))).toHaveProperty('result');
  expect(await create(request('k', 'other body'))).toHaveProperty('replay');
});

test('a request that failed may be sent again under its key', async () => {
  const tooMany = Array.from({ length: 501 }, (_, n) => `#t${n}`).join(' ');
  expect(await codeOf(create(request('k'), ada, tooMany))).toBe('INVALID_ARGUMENT');
  expect(await create(request('k', 'corrected'), ada, 'fine')).toHaveProperty('result');
});

test('a key is 1 to 255 visible ASCII characters', () => {
  for (const key of ['a', '~!"', 'x'.repeat(255)]) expect(() => assertIdempotencyKey(key)).not.toThrow();
  for (const key of ['', ' ', 'a b', 'ä', 'a\n', 'x'.repeat(256)]) {
    expect(() => assertIdempotencyKey(key)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});
