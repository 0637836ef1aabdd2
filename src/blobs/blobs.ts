import type { Readable } from 'node:stream';
import type { ByteRange } from '../domain/attachment/index.ts';

/** Bytes by the SHA-256 of their content, so the same bytes lie there once. `blobs.contract.ts` runs on every kind. */
export interface Blobs {
  /**
   * Takes bytes in, as many as come, without holding them in memory. They are durable when this resolves, and there under
   * their hash after `keep`.
   * @throws StorageFullError, and whatever `content` throws; nothing stays then
   */
  receive(content: AsyncIterable<Uint8Array>): Promise<Received>;
  /** @throws BlobMissingError */
  get(hash: string, range?: ByteRange): Promise<Readable>;
  has(hash: string): Promise<boolean>;
  /** Removes it, if it is there. */
  remove(hash: string): Promise<void>;
  list(): AsyncIterable<{ hash: string; size: number }>;
  /** Removes what was left by uploads that began before this time (epoch milliseconds) and were never kept. */
  tidy(before: number): Promise<void>;
}

export interface Received {
  /** SHA-256, 64 hex digits. */
  hash: string;
  size: number;
  keep(): Promise<void>;
  /** Removes the bytes, unless they are kept. */
  discard(): Promise<void>;
}

/** There is no room for more. */
export class StorageFullError extends Error {
  constructor(options?: ErrorOptions) {
    super('There is no space left for files', options);
    this.name = 'StorageFullError';
  }
}

export class BlobMissingError extends Error {
  constructor(hash: string, options?: ErrorOptions) {
    super(`The bytes of ${hash} are missing in the blob store`, options);
    this.name = 'BlobMissingError';
  }
}
