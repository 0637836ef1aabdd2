import type { BlobLocation } from './blob-location.ts';
import type { PersonalMode } from './personal-mode.ts';

/** All that a server is made of: what can be set and, for `web`, the folder that it is about. */
export type AppConfig = Config & { personal?: PersonalMode | undefined };

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
  /** Whether notes are files too; only with SQLite. */
  vault: boolean;
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
  /** Whether pages may be saved from addresses that are not public. */
  allowPrivateCapture: boolean;
  /** Pauses between the attempts of a delivery. */
  webhookRetrySeconds: number[];
  /** Where `version --check` asks for the newest release; undefined: nowhere. */
  releaseUrl: string | undefined;
  /** Whether `GET /api/notes` answers an object by file name unless asked otherwise. */
  keyed: boolean;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  logFormat: 'text' | 'json';
}
