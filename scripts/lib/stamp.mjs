import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Runs `work` unless `file` already holds `value`. The stamp goes first and comes back last, so that
 * work which was interrupted is done again.
 */
export function once(file, value, work) {
  if (read(file) === value) return;
  rmSync(file, { force: true });
  work();
  writeFileSync(file, value);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
