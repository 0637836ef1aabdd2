// Another program that edits the same files, as an editor and a sync tool would; run as a process of its own.
// argv: folder, names with commas between, a name for what it writes. Each line it prints is one save: name and content.
import { closeSync, ftruncateSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [, , folder = '', list = '', who = ''] = process.argv;
const names = list.split(',');

// Between two saves, never in the middle of one.
process.on('SIGTERM', () => process.exit());

for (let count = 0; ; count++) {
  const name = names[Math.floor(Math.random() * names.length)] ?? '';
  const content = `${who} save ${count} of ${name}\n`.repeat(1 + (count % 40));
  const path = join(folder, name);
  try {
    if (count % 2 === 0) {
      writeFileSync(`${path}.tmp`, content);
      renameSync(`${path}.tmp`, path);
    } else {
      const file = openSync(path, 'r+');
      ftruncateSync(file);
      writeSync(file, content);
      closeSync(file);
    }
    process.stdout.write(`${JSON.stringify([name, content])}\n`);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  await pause(Math.random() * 20);
}
