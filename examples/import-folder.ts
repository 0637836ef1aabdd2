// Posts every Markdown file of a folder, and of the folders in it, as a memo. Needs Node.js 22.18 or newer and no package.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const USAGE = `Usage: node examples/import-folder.ts FOLDER [options]
  --host URL           the server, default $MEMOS_HOST or http://127.0.0.1:5230
  --token TOKEN        an access token with the scope write, default $MEMOS_TOKEN
  --visibility WHO     PRIVATE, PROTECTED or PUBLIC; default: the setting of the account
  --tag TAG            written at the end of every memo, as #TAG
  --concurrency COUNT  requests at the same time, 1 to 32, default 4
  --dry-run            shows what would be posted, and posts nothing

A memo gets the modification time of its file as its time of creation. What failed can be run again within a day: a file
that was stored before, with the same path in FOLDER and the same content, is not stored twice.`;

const VISIBILITIES = ['PRIVATE', 'PROTECTED', 'PUBLIC'] as const;
type Visibility = (typeof VISIBILITIES)[number];

interface Options {
  folder: string;
  host: string;
  token: string;
  visibility: Visibility | undefined;
  tag: string | undefined;
  concurrency: number;
  dryRun: boolean;
}

interface NewMemo {
  content: string;
  createTime?: string;
  visibility?: Visibility;
}

interface Refusal {
  error?: { code?: string; message?: string; details?: { field: string; issue: string }[] };
}

type Outcome = 'created' | 'there';

/** The command cannot go on, or not with this file; the message is for the person at the terminal. */
class Problem extends Error {
  /** Whether the other files would fail for the same reason. */
  readonly isFatal: boolean;

  constructor(message: string, { isFatal = false } = {}) {
    super(message);
    this.isFatal = isFatal;
  }
}

function readOptions(argv: string[]): Options {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      host: { type: 'string', default: process.env['MEMOS_HOST'] ?? 'http://127.0.0.1:5230' },
      token: { type: 'string', default: process.env['MEMOS_TOKEN'] ?? '' },
      visibility: { type: 'string' },
      tag: { type: 'string' },
      concurrency: { type: 'string', default: '4' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const [folder, ...rest] = positionals;
  const concurrency = Number(values.concurrency);
  const visibility = VISIBILITIES.find((one) => one === values.visibility?.toUpperCase());
  if (folder === undefined || rest.length > 0) throw new Problem(`Name one folder.\n\n${USAGE}`);
  if (!URL.canParse(values.host))
    throw new Problem('--host: Must be an address such as http://127.0.0.1:5230');
  if (values.token === '' && !values['dry-run'])
    throw new Problem('Give an access token: --token or MEMOS_TOKEN');
  if (values.visibility !== undefined && !visibility)
    throw new Problem(`--visibility: Must be ${VISIBILITIES.join(', ')}`);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 32) {
    throw new Problem('--concurrency: Must be a whole number from 1 to 32');
  }
  return {
    folder,
    host: values.host.replace(/\/+$/, ''),
    token: values.token,
    visibility,
    tag: values.tag?.replace(/^#/, ''),
    concurrency,
    dryRun: values['dry-run'],
  };
}

/** The paths of the Markdown files, sorted; hidden files and folders are passed over, links are not followed. */
async function findFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.md$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .toSorted();
}

/** @throws Problem for what cannot be a memo */
async function readMemo(path: string, { tag, visibility }: Options): Promise<NewMemo> {
  const [bytes, { mtime }] = await Promise.all([readFile(path), stat(path)]);
  const text = decode(bytes);
  const content = tag === undefined ? text : `${text.trimEnd()}\n\n#${tag}\n`;
  return {
    content,
    ...(mtime.getTime() >= 0 && { createTime: mtime.toISOString() }),
    ...(visibility && { visibility }),
  };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('is not UTF-8 text');
  }
}

/** Names the file and what is in it, so that the server knows a repeated request. */
function keyOf(folder: string, path: string, content: string): string {
  const name = relative(folder, path).split(sep).join('/');
  return createHash('sha256').update(`${name}\0${content}`).digest('hex');
}

const ATTEMPTS = 6;
const TIMEOUT_MS = 60_000;

/** When the server asked for a pause, all requests wait until then (epoch milliseconds). */
let pausedUntil = 0;

/** @throws Problem with the server's reason */
async function post(memo: NewMemo, key: string, { host, token }: Options): Promise<Outcome> {
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(memo),
  };
  for (let attempt = 1; ; attempt++) {
    while (pausedUntil > Date.now()) await pause(pausedUntil - Date.now());
    const answer = await send(`${host}/api/v1/memos`, request);
    if (answer instanceof Response && answer.ok) {
      await answer.arrayBuffer();
      return 'created';
    }
    if (answer instanceof Response && answer.status === 429) {
      // Waiting for one's turn is no failed attempt.
      attempt--;
      waitAsAsked(answer);
      await answer.arrayBuffer();
    } else if (answer instanceof Response && answer.status < 500) {
      return refused(answer);
    } else if (attempt === ATTEMPTS) {
      throw new Problem(answer instanceof Response ? await reasonOf(answer) : answer.message);
    } else {
      if (answer instanceof Response) await answer.arrayBuffer();
      // 0.5 s, 1 s, 2 s …, and a little more by chance, so that the requests do not all come back at once.
      await pause(2 ** attempt * 250 * (1 + Math.random() / 2));
    }
  }
}

/** The answer, or why there was none. */
async function send(url: string, request: RequestInit): Promise<Response | Error> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const { message, cause } = error as Error;
    return new Error(`no answer: ${cause instanceof Error ? cause.message || message : message}`);
  }
}

function waitAsAsked(answer: Response): void {
  const seconds = Number(answer.headers.get('retry-after')) || 60;
  const until = Date.now() + seconds * 1000;
  if (until < pausedUntil + 1000) return;
  pausedUntil = until;
  console.error(`The rate limit is reached; going on in ${seconds} s`);
}

/** What a refusal means: the file is there already, or it cannot be posted. */
async function refused(answer: Response): Promise<Outcome> {
  const isFatal = answer.status === 401 || answer.status === 403;
  const copy = answer.clone();
  const reason = await reasonOf(answer);
  // The key stands for path and content: only the time of the file or an option was another one then.
  if (answer.status === 409 && (await copy.text()).includes('Idempotency-Key')) return 'there';
  throw new Problem(reason, { isFatal });
}

async function reasonOf(answer: Response): Promise<string> {
  const text = await answer.text();
  try {
    const { code, message, details = [] } = (JSON.parse(text) as Refusal).error ?? {};
    const issues = details.map(({ field, issue }) => `${field}: ${issue}`).join('; ');
    return `${answer.status} ${code}: ${message}${issues && ` (${issues})`}`;
  } catch {
    return `${answer.status} ${answer.statusText}`;
  }
}

/** Runs `work` for every item, so many at a time, until one of them fails. */
async function forEach<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

/** Imports the folder. @returns whether every file was */
async function importFolder(options: Options): Promise<boolean> {
  const paths = await findFiles(options.folder);
  const counts = { created: 0, there: 0, failed: 0 };
  const started = performance.now();
  await forEach(paths, options.concurrency, async (path) => {
    try {
      const memo = await readMemo(path, options);
      if (options.dryRun)
        console.log(`${path}: ${memo.content.length} characters, ${memo.createTime ?? 'now'}`);
      else counts[await post(memo, keyOf(options.folder, path, memo.content), options)]++;
    } catch (error) {
      if (error instanceof Problem && error.isFatal) throw error;
      counts.failed++;
      console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  const seconds = (performance.now() - started) / 1000;
  const rate = Math.round(counts.created / seconds);
  if (options.dryRun) console.log(`${paths.length} files, ${counts.failed} that cannot be posted`);
  else {
    console.log(
      `${paths.length} files in ${seconds.toFixed(1)} s: ${counts.created} stored (${rate} a second), ` +
        `${counts.there} there already, ${counts.failed} failed`,
    );
  }
  return counts.failed === 0;
}

try {
  process.exitCode = (await importFolder(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
