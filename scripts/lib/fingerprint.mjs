import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** A hash of the names and contents of these files and folders (relative to the repository). */
export function fingerprint(...entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesOf(entry)) {
      const content = readFileSync(join(root, file));
      hash.update(`${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

function filesOf(entry) {
  const path = join(root, entry);
  if (!statSync(path).isDirectory()) return [entry];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesOf(`${entry}/${name}`));
}
