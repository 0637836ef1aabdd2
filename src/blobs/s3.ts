import type { Blobs } from './blobs.ts';

/** A part of a bucket, and who may use it. */
export interface S3Location {
  bucket: string;
  /** Begins every key; empty or ending in a slash. */
  prefix: string;
  /** `https://s3.eu-central-1.amazonaws.com` */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

export function createS3Blobs(_location: S3Location): Blobs {
  throw new Error('todo');
}
