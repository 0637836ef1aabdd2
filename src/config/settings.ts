import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { SECOND } from '../domain/time.ts';
import { RETRY_PAUSES_MS } from '../domain/webhook.ts';
import { parseBlobs } from './blob-location.ts';
import type { Config } from './config.ts';
import {
  oneOf,
  parseBoolean,
  parseDatabase,
  parseHost,
  parsePath,
  parseProxies,
  parseUrl,
  wholeNumber,
  wholeNumbers,
} from './parse.ts';

export const PREFIX = 'COMMONPLACE_';

export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting as it is seen from outside; the flag, the variable and the key in the file have one name. */
export interface Setting {
  /** Also its key in commonplace.json: `max-content-bytes`. */
  name: string;
  /** `--max-content-bytes` */
  flag: string;
  /** `COMMONPLACE_MAX_CONTENT_BYTES` */
  variable: string;
  /** The value as usage shows it: `<bytes>`, or `[value]` where the flag alone means true. */
  hint: string;
  default: string;
  description: string;
}

interface Definition<Value> {
  hint: string;
  /** A value as it would be given, unless `fallback` says what these words mean. */
  default: string;
  description: string;
  /**
   * @param base the folder that relative paths start from
   * @param env where credentials come from
   * @throws Error saying what is wrong and what to write instead
   */
  parse(text: string, base: string, env: Environment): Value;
  fallback?(known: { env: Environment; data: string; isTerminal: boolean }): Value;
}

/** One entry a setting: flags, variables, the file and the documentation come from here. */
export const DEFINITIONS: { [Key in keyof Config]: Definition<Config[Key]> } = {
  host: {
    hint: '<address>',
    default: '127.0.0.1',
    description: 'Address to listen at; `0.0.0.0` or `::` for all of this machine',
    parse: parseHost,
  },
  port: {
    hint: '<number>',
    default: '5230',
    description: 'Port to listen at; 0 takes a free one',
    parse: wholeNumber(0, 65_535),
  },
  workers: {
    hint: '<number>',
    default: '1',
    description: 'Processes that answer at the port; one for each core of the machine is most of the gain',
    parse: wholeNumber(1, 256),
  },
  maxConnections: {
    hint: '<number>',
    default: '10000',
    description: 'Connections that one process has open at once; beyond them, new ones are closed',
    parse: wholeNumber(1, 1e6),
  },
  data: {
    hint: '<folder>',
    default: '$XDG_DATA_HOME/commonplace, else ~/.local/share/commonplace',
    description: 'Folder of everything that is kept, and of commonplace.json',
    parse: parsePath,
    fallback: ({ env }) => join(dataHome(env), 'commonplace'),
  },
  database: {
    hint: '<url>',
    default: 'commonplace.db in the data folder',
    description: '`postgres://user:password@host:5432/name`, or the path of an SQLite file',
    parse: parseDatabase,
    fallback: ({ data }) => join(data, 'commonplace.db'),
  },
  blobs: {
    hint: '<place>',
    default: 'blobs in the data folder',
    description:
      'Where attachments lie: a folder, or `s3://bucket/prefix?endpoint=https://s3.example.com&region=eu-central-1`',
    parse: parseBlobs,
    fallback: () => undefined,
  },
  vault: {
    hint: '[boolean]',
    default: 'true',
    description:
      'Whether notes are also Markdown files, in `notes` in the data folder; only with SQLite. `--no-vault` switches it off',
    parse: parseBoolean,
  },
  url: {
    hint: '<url>',
    default: 'the address that is asked',
    description: 'Public address, such as `https://notes.example.com`',
    parse: parseUrl,
    fallback: () => undefined,
  },
  trustProxy: {
    hint: '[addresses]',
    default: 'false',
    description:
      'Proxies whose `X-Forwarded-*` headers are believed: addresses or ranges with commas between, or true for all',
    parse: parseProxies,
  },
  allowSignUp: {
    hint: '[boolean]',
    default: 'as the host sets it in the instance settings',
    description: 'Whether visitors may create accounts, true or false',
    parse: parseBoolean,
    fallback: () => undefined,
  },
  maxContentBytes: {
    hint: '<bytes>',
    default: '1048576',
    description: 'Largest note, in bytes of UTF-8, from 1024 (1 KiB) to 67108864 (64 MiB)',
    parse: wholeNumber(1024, 64 * 1024 * 1024),
  },
  maxUploadBytes: {
    hint: '<bytes>',
    default: '268435456',
    description: 'Largest file, in bytes, up to 1099511627776 (1 TiB)',
    parse: wholeNumber(1, 1024 ** 4),
  },
  maxUserBytes: {
    hint: '<bytes>',
    default: '0',
    description: 'Bytes that the files of one user may take together; 0 is unlimited',
    parse: wholeNumber(0, Number.MAX_SAFE_INTEGER),
  },
  rateLimitToken: {
    hint: '<number>',
    default: '1000',
    description: 'Requests an hour for each user with access tokens; 0 is unlimited',
    parse: wholeNumber(0, 1e9),
  },
  rateLimitAnonymous: {
    hint: '<number>',
    default: '100',
    description: 'Requests an hour for each address without credentials; 0 is unlimited',
    parse: wholeNumber(0, 1e9),
  },
  rateLimitSession: {
    hint: '<number>',
    default: '10000',
    description: 'Requests an hour for each signed-in browser; 0 is unlimited',
    parse: wholeNumber(0, 1e9),
  },
  signInsPerAccount: {
    hint: '<number>',
    default: '10',
    description: 'Failed sign-ins in 15 minutes after which an account has to wait',
    parse: wholeNumber(1, 1e6),
  },
  signInsPerAddress: {
    hint: '<number>',
    default: '50',
    description: 'Failed sign-ins in 15 minutes after which an address has to wait',
    parse: wholeNumber(1, 1e6),
  },
  allowPrivateWebhooks: {
    hint: '[boolean]',
    default: 'false',
    description:
      'Whether webhooks may reach addresses that are not public, such as those of the local network',
    parse: parseBoolean,
  },
  allowPrivateCapture: {
    hint: '[boolean]',
    default: 'false',
    description:
      'Whether pages may be saved from addresses that are not public, such as those of the local network',
    parse: parseBoolean,
  },
  webhookRetrySeconds: {
    hint: '<numbers>',
    default: RETRY_PAUSES_MS.map((pause) => pause / SECOND).join(','),
    description:
      'Seconds between the attempts of a webhook delivery; after the attempt that follows the last, it has failed',
    parse: wholeNumbers(0, 604_800, 50),
  },
  releaseUrl: {
    hint: '<url>',
    default: 'none, nothing is asked',
    description:
      'Where the newest release is asked for, an address that answers as `https://api.github.com/repos/<owner>/<name>/releases/latest` does',
    parse: parseUrl,
    fallback: () => undefined,
  },
  keyed: {
    hint: '[boolean]',
    default: 'false',
    description:
      'Whether `GET /api/notes` answers an object by file name, as Notesium does, in place of a list',
    parse: parseBoolean,
  },
  logLevel: {
    hint: '<level>',
    default: 'info',
    description: 'What is logged: silent, error, warn, info or debug',
    parse: oneOf(['silent', 'error', 'warn', 'info', 'debug']),
  },
  logFormat: {
    hint: '<format>',
    default: 'text on a terminal, else json',
    description: 'How it is logged: text or json, one line an event',
    parse: oneOf(['text', 'json']),
    fallback: ({ isTerminal }) => (isTerminal ? 'text' : 'json'),
  },
};

/** All settings, in the order in which usage and documentation show them. */
export const settings: readonly Setting[] = Object.entries(DEFINITIONS).map(([key, definition]) => {
  const name = nameOf(key);
  return {
    name,
    flag: `--${name}`,
    variable: PREFIX + name.toUpperCase().replaceAll('-', '_'),
    hint: definition.hint,
    default: definition.default,
    description: definition.description,
  };
});

/** `maxContentBytes` is called `max-content-bytes` everywhere outside. */
export function nameOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The XDG specification has relative paths ignored. */
function dataHome({ XDG_DATA_HOME: folder = '', HOME: home }: Environment): string {
  return isAbsolute(folder) ? folder : join(home ?? homedir(), '.local', 'share');
}
