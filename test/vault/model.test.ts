import { rename, unlink, utimes, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NoteView, Status } from '../../src/domain/note.ts';
import { startVault, type VaultInstance } from '../support/vault.ts';

const RUNS = Number(process.env['COMMONPLACE_TEST_VAULT_RUNS'] ?? 8);

/** What happens; numbers choose among the notes or files that there are. */
type Step =
  | { do: 'create' }
  | { do: 'restart' }
  | { do: 'settle' }
  | { do: 'file' }
  | { do: 'edit'; note: number }
  | { do: 'pin'; note: number }
  | { do: 'status'; note: number; status: Status }
  | OnFile;
interface OnFile {
  do: 'write' | 'replace' | 'delete' | 'rename' | 'old';
  file: number;
}

const index = fc.nat(1000);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ do: 'create' }, { do: 'create' }, { do: 'settle' }, { do: 'file' }),
  fc.record({ do: fc.constantFrom('edit' as const, 'edit' as const, 'pin' as const), note: index }),
  fc.record({
    do: fc.constant('status' as const),
    note: index,
    status: fc.constantFrom<Status>('NORMAL', 'ARCHIVED', 'TRASHED'),
  }),
  fc.record({
    do: fc.constantFrom(
      'write' as const,
      'replace' as const,
      'delete' as const,
      'rename' as const,
      'old' as const,
    ),
    file: index,
  }),
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restart' }) },
);

/** The folder as it must be, and what the server said that it wrote. */
interface Model {
  files: Map<string, string>;
  acknowledged: Map<number, Set<string>>;
}

/** Every content is different, so that each can be told from all others. */
let count = 0;
const fresh = () => `content ${++count}`;
const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % all.length];

async function take(vault: VaultInstance, model: Model, one: Step): Promise<void> {
  const { notes } = vault.app.services;
  const follow = (note: NoteView): void => {
    if (note.status === 'TRASHED') model.files.delete(note.filename);
    else model.files.set(note.filename, note.content);
    const kept = model.acknowledged.get(note.id) ?? new Set();
    model.acknowledged.set(note.id, kept.add(note.content));
  };
  if (one.do === 'restart') return vault.restart();
  if (one.do === 'settle') return settle(vault, model);
  if (one.do === 'create') return follow(await vault.create(fresh()));
  if (one.do === 'file') {
    const name = `${(0x50000000 + ++count).toString(16)}.md`;
    model.files.set(name, fresh());
    return writeFile(vault.path(name), model.files.get(name) ?? '');
  }
  if (one.do === 'edit' || one.do === 'pin' || one.do === 'status') {
    const id = pick([...model.acknowledged.keys()], one.note);
    if (id === undefined) return;
    const patch =
      one.do === 'status'
        ? { status: one.status }
        : one.do === 'edit'
          ? { content: fresh() }
          : { pinned: count++ % 2 === 0 };
    return follow(await notes.update(vault.user, { id }, patch));
  }
  return touch(vault, model, one);
}

/** What other programs do to a file. */
async function touch(vault: VaultInstance, model: Model, one: OnFile): Promise<void> {
  const name = pick([...model.files.keys()], one.file);
  if (name === undefined) return;
  const path = vault.path(name);
  if (one.do === 'delete') {
    model.files.delete(name);
    return unlink(path);
  }
  if (one.do === 'rename') {
    const other = `${(0x50000000 + ++count).toString(16)}.md`;
    model.files.set(other, model.files.get(name) ?? '');
    model.files.delete(name);
    return rename(path, vault.path(other));
  }
  const content = fresh();
  model.files.set(name, content);
  if (one.do === 'write') return writeFile(path, content);
  await writeFile(`${path}.new`, content);
  // Each its own time: with size, time and, by chance, inode of the file before it, nothing tells that it is another.
  const time = 1_500_000_000 + count;
  if (one.do === 'old') await utimes(`${path}.new`, time, time);
  await rename(`${path}.new`, path);
}

/** Folder, store and model become the same, and nothing that was acknowledged is gone. */
async function settle(vault: VaultInstance, model: Model): Promise<void> {
  const expected = [...model.files].toSorted();
  const shown = async () =>
    [...(await vault.notes()), ...(await vault.notes('ARCHIVED'))]
      .map(([name, { content }]) => [name, content])
      .toSorted();
  await vault.until(shown, (found) => JSON.stringify(found) === JSON.stringify(expected));
  expect([...(await vault.files())].toSorted()).toEqual(expected);
  for (const [id, contents] of model.acknowledged) {
    const note = await vault.app.services.notes.get(vault.user, { id });
    const versions = await vault.store.read.notes.versions(id);
    const kept = new Set([note.content, ...versions.map(({ content }) => content)]);
    expect([...contents].filter((content) => !kept.has(content))).toEqual([]);
  }
  for (const { id, content } of (await vault.notes()).values()) {
    if (!model.acknowledged.has(id)) model.acknowledged.set(id, new Set([content]));
  }
}

test('whatever is done through the API and in the folder, both agree, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const vault = await startVault();
      const model: Model = { files: new Map(), acknowledged: new Map() };
      for (const one of steps) await take(vault, model, one);
      await settle(vault, model);
      await vault.close();
    }),
    { numRuns: RUNS },
  );
}, 600_000);
