import { afterAll, beforeAll, expect, test } from 'vitest';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';

const MIB = 1024 * 1024;

let opened: TestServices;
let owner: SignedIn;

beforeAll(async () => {
  opened = await openTestServices();
  owner = await addUser(opened, 'ada');
});
afterAll(() => opened.close());

const found = async (q: string): Promise<number[]> => {
  const { hits } = await opened.services.search.find(owner, { q, limit: 10 });
  return hits.map((hit) => hit.note.id);
};

test('a note of 2 MiB of different words is found by its last words and by a phrase at its end', async () => {
  const words = Array.from({ length: 300_000 }, (_, index) => `w${index.toString(36)}`);
  const { id } = await addNote(opened.services, owner, `${words.join(' ')} the very end`);
  expect(await found(`w0 ${words.at(-1)}`)).toEqual([id]);
  expect(await found('end')).toEqual([id]);
  expect(await found('"very end"')).toEqual([id]);
  expect(await found('"end very"')).toEqual([]);
});

test('a note of 1 MiB of Chinese is found by two characters of its end', async () => {
  const hanAt = (index: number) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000));
  const text = Array.from({ length: MIB / 3 - 100 }, (_, index) => hanAt(index)).join('');
  const { id } = await addNote(opened.services, owner, `${text}。龘靐`);
  expect(await found('龘靐')).toEqual([id]);
});
