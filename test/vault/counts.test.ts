import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startVault } from '../support/vault.ts';

test('files that come, change, go and come back are counted as the notes that they are', async () => {
  const vault = await startVault();
  const total = async () =>
    (await vault.app.services.memories.list(vault.user, { start: 0, count: 10 })).total;
  const names = ['64214a1d.md', '64214a1e.md', '64214a1f.md'];
  for (const name of names) await writeFile(vault.path(name), `# ${name}\n`);
  await vault.until(total, (count) => count === 3);
  await writeFile(vault.path(names[0]!), 'changed\n');
  await vault.shows(names[0]!, 'changed\n');
  await rm(vault.path(names[1]!));
  await vault.until(total, (count) => count === 2);
  await writeFile(vault.path(names[1]!), 'back\n');
  await vault.shows(names[1]!, 'back\n');
  const { uid } = await vault.app.services.spaces.create(vault.user, { name: 'Kitchen' });
  const held = (await vault.notes()).get(names[2]!);
  await vault.app.services.spaces.addNote(vault.user, uid, { id: held?.id ?? 0 });
  await rm(vault.path(names[2]!));
  await vault.until(total, (count) => count === 2);
  const space = await vault.app.services.memories.list(vault.user, { start: 0, count: 10, space: uid });
  expect(space).toMatchObject({ items: [], total: 0 });
  expect([await total(), (await vault.notes()).size]).toEqual([2, 2]);
});
