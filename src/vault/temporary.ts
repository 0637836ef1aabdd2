import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const TEMPORARY = /^\.commonplace-[0-9a-f]{16}\.(new|old)$/;

/** A name of ours that is in the folder for a moment; sync tools and editors pass over what begins with a dot. */
export function temporaryName(kind: 'new' | 'old'): string {
  return `.commonplace-${randomBytes(8).toString('hex')}.${kind}`;
}

/** Removes what a crash has left behind. While the store's write lock is held, nobody else has one in use. */
export function removeTemporaries(folder: string): void {
  for (const name of readdirSync(folder))
    if (TEMPORARY.test(name)) rmSync(join(folder, name), { force: true });
}
