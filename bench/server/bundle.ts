import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Bundle {
  /** The file to run. */
  program: string;
  remove(): void;
}

/**
 * The program as it is published, where nobody else builds it meanwhile. Run from its sources, Node takes 70 MiB more, and
 * longer to start.
 */
export function makeBundle(): Bundle {
  const folder = join(ROOT, '.cache', `bench-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  // The program reads its version from there.
  copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs'), join(folder, 'dist')], {
    stdio: 'inherit',
  });
  return {
    program: join(folder, 'dist/commonplace.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
