import type { Blobs } from './blobs.ts';

/** For programs that handle no files, such as most of the command line. */
export const noBlobs: Blobs = {
  receive: refuse,
  get: refuse,
  has: refuse,
  remove: refuse,
  list: refuse,
  tidy: refuse,
};

function refuse(): never {
  throw new Error('No blob store is open here');
}
