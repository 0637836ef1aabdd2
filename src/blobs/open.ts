import type { Blobs } from './blobs.ts';
import { createDiskBlobs } from './disk.ts';
import { createS3Blobs, type S3Location } from './s3.ts';

export type BlobLocation = { folder: string } | S3Location;

/** Where attachments lie: a folder, or a bucket. */
export function openBlobs(location: BlobLocation): Blobs {
  return 'folder' in location ? createDiskBlobs(location.folder) : createS3Blobs(location);
}
