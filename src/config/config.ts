import type { BlobLocation } from './blob-location.ts';

/** Everything that can be set from outside. `docs/configuration.md` lists the same; a test compares them. */
export interface Config {
  host: string;
  port: number;
  /** Processes that answer. */
  workers: number;
  /** Connections at once, of one process. */
  maxConnections: number;
  /** The data folder. */
  data: string;
  /** `postgres://…`, or the path of the SQLite file. */
  database: string;
  /** Where attachments lie; undefined: in the data folder. */
  blobs: BlobLocation | undefined;
  /** Bytes of one file. */
  maxUploadBytes: number;
  /** Bytes of all files of one user; 0 is unlimited. */
  maxUserBytes: number;
  /** The public address, without a trailing slash; undefined: whatever address is asked. */
  url: string | undefined;
  /** Addresses (or ranges) of proxies whose `X-Forwarded-*` headers are believed; true: all; false: none. */
  trustProxy: boolean | string[];
  /** Undefined: as the host sets it in the instance settings. */
  allowSignUp: boolean | undefined;
  /** UTF-8 bytes of one note. */
  maxContentBytes: number;
  /** Requests an hour; 0 is unlimited. */
  rateLimitToken: number;
  rateLimitAnonymous: number;
  rateLimitSession: number;
  /** Failed sign-ins in a quarter of an hour. */
  signInsPerAccount: number;
  signInsPerAddress: number;
  /** Whether webhooks may reach addresses that are not public. */
  allowPrivateWebhooks: boolean;
  /** Pauses between the attempts of a delivery. */
  webhookRetrySeconds: number[];
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  logFormat: 'text' | 'json';
}
