import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { createTurns } from '../domain/turns.ts';
import { BlobMissingError, StorageFullError, type Blobs } from './blobs.ts';
import { partsOf } from './parts.ts';

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

/** A part of an upload is in memory while it is sent, so only so many are under way; the others wait for their turn. */
const UPLOADS_AT_ONCE = 8;
/** What one request can copy. */
const MAX_COPY = 5 * 1024 ** 3;
const COPY_PART = 1024 ** 3;

/**
 * Blobs in an S3 bucket: `ab/cdef…` by hash. What is being received lies under `incoming/`, sent in parts, and is copied
 * within the bucket when it is complete, since its name is known only then.
 */
export function createS3Blobs(location: S3Location): Blobs {
  const { bucket: Bucket, prefix } = location;
  const client = clientFor(location);
  const turn = createTurns(UPLOADS_AT_ONCE);
  const keyOf = (hash: string): string => `${prefix}${hash.slice(0, 2)}/${hash.slice(2)}`;
  const incoming = `${prefix}incoming/`;

  async function upload(
    Key: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ hash: string; size: number }> {
    const hash = createHash('sha256');
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let size = 0;
    let UploadId: string | undefined;
    try {
      for await (const { bytes, isLast } of partsOf(content)) {
        hash.update(bytes);
        size += bytes.length;
        if (isLast && !UploadId) {
          await client.send(new PutObjectCommand({ Bucket, Key, Body: bytes }));
          continue;
        }
        UploadId ??= (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId;
        const PartNumber = Parts.length + 1;
        const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: bytes });
        Parts.push({ PartNumber, ETag: (await client.send(command)).ETag });
      }
      if (UploadId) {
        const MultipartUpload = { Parts };
        await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
      }
    } catch (error) {
      if (UploadId)
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => {});
      throw error;
    }
    return { hash: hash.digest('hex'), size };
  }

  async function copy(from: string, Key: string, size: number): Promise<void> {
    const CopySource = encodeURI(`${Bucket}/${from}`);
    if (size <= MAX_COPY) {
      await client.send(new CopyObjectCommand({ Bucket, Key, CopySource }));
      return;
    }
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let at = 0; at < size; at += COPY_PART) {
      const PartNumber = Parts.length + 1;
      const CopySourceRange = `bytes=${at}-${Math.min(at + COPY_PART, size) - 1}`;
      const command = new UploadPartCopyCommand({
        Bucket,
        Key,
        UploadId,
        PartNumber,
        CopySource,
        CopySourceRange,
      });
      Parts.push({ PartNumber, ETag: (await client.send(command)).CopyPartResult?.ETag });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
  }

  async function* objects(Prefix: string) {
    for (let ContinuationToken: string | undefined, more = true; more;) {
      const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      yield* page.Contents ?? [];
      ContinuationToken = page.NextContinuationToken;
      more = ContinuationToken !== undefined;
    }
  }

  const remove = async (Key: string): Promise<void> =>
    void (await client.send(new DeleteObjectCommand({ Bucket, Key })));

  async function has(hash: string): Promise<boolean> {
    try {
      await client.send(new HeadObjectCommand({ Bucket, Key: keyOf(hash) }));
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  return {
    async receive(content) {
      const key = incoming + randomUUID();
      const sent = await turn(() => upload(key, content)).catch(translate);
      let isThere = true;
      async function discard(): Promise<void> {
        if (isThere) await remove(key);
        isThere = false;
      }
      return {
        ...sent,
        async keep() {
          if (!(await has(sent.hash))) await copy(key, keyOf(sent.hash), sent.size).catch(translate);
          await discard();
        },
        discard,
      };
    },

    async get(hash, range) {
      const Range = range && `bytes=${range.from}-${range.to - 1}`;
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(hash), Range }));
        return Body as Readable;
      } catch (error) {
        throw statusOf(error) === 404 ? new BlobMissingError(hash, { cause: error }) : error;
      }
    },

    has,
    remove: (hash) => remove(keyOf(hash)),

    async *list() {
      for await (const { Key = '', Size = 0 } of objects(prefix)) {
        const hash = Key.slice(prefix.length).replace('/', '');
        if (/^[0-9a-f]{64}$/.test(hash)) yield { hash, size: Size };
      }
    },

    async tidy(before) {
      for await (const { Key = '', LastModified } of objects(incoming)) {
        if (LastModified && LastModified.getTime() < before) await remove(Key);
      }
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({ Bucket, Prefix: incoming }),
      );
      for (const { Key, UploadId, Initiated } of Uploads) {
        if (!Initiated || Initiated.getTime() >= before) continue;
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      }
    },
  };
}

function clientFor({ endpoint, region, accessKeyId, secretAccessKey, sessionToken }: S3Location): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    // Bucket names in host names are Amazon's way; in paths they work with all.
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

const FULL = /^(XMinioStorageFull|InsufficientStorage|QuotaExceeded|ServiceQuotaExceeded)/;

function translate(error: unknown): never {
  const isFull = statusOf(error) === 507 || (error instanceof Error && FULL.test(error.name));
  throw isFull ? new StorageFullError({ cause: error }) : error;
}
