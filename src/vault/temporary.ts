import { randomBytes } from 'node:crypto';

const TEMPORARY = /^\.commonplace-[0-9a-f]{16}\.(new|old)$/;

/** A name of ours that is in the folder for a moment; sync tools and editors pass over what begins with a dot. */
export function temporaryName(kind: 'new' | 'old'): string {
  return `.commonplace-${randomBytes(8).toString('hex')}.${kind}`;
}

export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}
