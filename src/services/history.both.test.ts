import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../test/support/outcomes.ts';
import {
  addNote,
  addUser,
  NEWEST_FIRST,
  openTestServices,
  type TestServices,
} from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { TRASH_MS, type NoteView } from '../domain/note.ts';
import { MINUTE } from '../domain/time.ts';

let opened: TestServices;
let ada: SignedIn;
let note: NoteView;
beforeEach(async () => {
  opened = await openTestServices();
  ada = await addUser(opened, 'ada');
  note = await addNote(opened.services, ada, 'version 0');
});
afterEach(() => opened.close());

const kept = async () => (await opened.store.read.notes.versions(note.id)).map((version) => version.content);

async function write(content: string, { blind = false, who = ada } = {}): Promise<void> {
  opened.clock.advance(MINUTE);
  await opened.services.notes.update(who, { id: note.id }, { content }, blind ? undefined : () => true);
}

describe('history', () => {
  test('keeps what a blind overwrite replaced, every time', async () => {
    await write('version 1', { blind: true });
    await write('version 2', { blind: true });
    expect(await kept()).toEqual(['version 1', 'version 0']);
  });

  test('keeps one version for a run of edits by one session', async () => {
    await write('version 1');
    await write('version 2');
    await write('version 3');
    expect(await kept()).toEqual([]);
  });

  test('a run ends with ten minutes of rest, another session, or a blind overwrite', async () => {
    await write('version 1');
    opened.clock.advance(10 * MINUTE);
    await write('version 2');
    await write('version 3', { who: { ...ada, credentialId: 2 } });
    await write('version 4', { who: { ...ada, credentialId: 2 }, blind: true });
    expect(await kept()).toEqual(['version 3', 'version 2', 'version 1']);
  });

  test('is not touched by changes of anything but content', async () => {
    await opened.services.notes.update(ada, { id: note.id }, { pinned: true, visibility: 'PUBLIC' });
    await opened.services.notes.update(ada, { id: note.id }, { status: 'ARCHIVED' });
    expect(await kept()).toEqual([]);
  });

  test('knows when each version was written and replaced', async () => {
    const created = opened.clock();
    await write('version 1', { blind: true });
    expect(await opened.store.read.notes.versions(note.id)).toMatchObject([
      { content: 'version 0', editedAt: created, replacedAt: created + MINUTE },
    ]);
  });

  test('goes with a refused change', async () => {
    const refused = opened.services.notes.update(ada, { id: note.id }, { content: 'x' }, () => false);
    expect(await codeOf(refused)).toBe('FAILED_PRECONDITION');
    expect(await kept()).toEqual([]);
  });
});

describe('the trash', () => {
  const remove = (options = {}) => opened.services.notes.remove(ada, { id: note.id }, options);
  const get = () => opened.services.notes.get(ada, { id: note.id });
  const listed = async (status: 'NORMAL' | 'TRASHED') =>
    (await opened.services.notes.list(ada, { ...NEWEST_FIRST, status })).items.map(({ id }) => id);

  test('takes a removed note, from where it can be taken back', async () => {
    await remove();
    expect(await get()).toMatchObject({ status: 'TRASHED', trashedAt: opened.clock(), content: 'version 0' });
    expect([await listed('NORMAL'), await listed('TRASHED')]).toEqual([[], [note.id]]);
    const back = await opened.services.notes.update(ada, { id: note.id }, { status: 'NORMAL' });
    expect(back).toMatchObject({ status: 'NORMAL', trashedAt: null });
  });

  test('is where even a forced removal puts a note that was not in it', async () => {
    await remove({ force: true });
    expect((await get()).status).toBe('TRASHED');
    await remove();
    expect((await get()).status).toBe('TRASHED');
    await remove({ force: true });
    expect(await codeOf(get())).toBe('NOT_FOUND');
  });

  test('holds to a precondition', async () => {
    expect(await codeOf(remove({ precondition: () => false }))).toBe('FAILED_PRECONDITION');
    expect((await get()).status).toBe('NORMAL');
  });

  test('keeps a note for thirty days and not longer', async () => {
    await write('version 1', { blind: true });
    await remove();
    const { revision } = await get();
    opened.clock.advance(TRASH_MS);
    expect(await opened.services.notes.emptyTrash()).toBe(0);
    expect(await codeOf(get())).toBe('OK');
    opened.clock.advance(1);
    expect(await opened.services.notes.emptyTrash()).toBe(1);
    expect(await codeOf(get())).toBe('NOT_FOUND');
    expect(await kept()).toEqual([]);
    expect((await opened.services.notes.revisions(ada))[0]).toBeGreaterThan(revision);
    expect(await opened.services.notes.emptyTrash()).toBe(0);
  });

  test('an edit of a trashed note does not make it live longer', async () => {
    await remove();
    await write('version 1');
    opened.clock.advance(TRASH_MS);
    expect(await opened.services.notes.emptyTrash()).toBe(1);
  });

  test('keeps what was taken back', async () => {
    await remove();
    await opened.services.notes.update(ada, { id: note.id }, { status: 'ARCHIVED' });
    opened.clock.advance(2 * TRASH_MS);
    expect(await opened.services.notes.emptyTrash()).toBe(0);
  });
});
