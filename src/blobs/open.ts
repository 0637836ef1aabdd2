import type { Blobs } from './blobs.ts';
import { createDiskBlobs } from './disk.ts';
import type { S3Location } from './s3.ts';

export type BlobLocation = { folder: string } | S3Location;

/** Where attachments lie: a folder, or a bucket. The client for buckets is large, and loaded where one is used. */
export async function openBlobs(location: BlobLocation): Promise<Blobs> {
  if ('folder' in location) return createDiskBlobs(location.folder);
  const { createS3Blobs } = await import('./s3.ts');
  return createS3Blobs(location);
}
