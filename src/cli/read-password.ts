import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Failure } from './failure.ts';
import type { Io } from './program.ts';

/** More than any password may have. */
const MAX_BYTES = 4096;
const STATUS_INTERRUPTED = 130;

/**
 * A new password: from standard input up to its end, or asked twice on a terminal, which does not show it.
 * @throws Failure
 */
export function readPassword(
  io: Io,
  { passwordStdin = false }: { passwordStdin?: boolean },
): Promise<string> {
  if (passwordStdin) return readAll(io);
  if (io.stdin.isTTY) return askTwice(io);
  throw new Failure('There is no terminal to ask for the password: send it with --password-stdin');
}

async function readAll({ stdin }: Io): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    size += (chunk as Uint8Array).length;
    if (size > MAX_BYTES) throw new Failure('The password on standard input is too long');
  }
  return Buffer.concat(chunks)
    .toString()
    .replace(/\r?\n$/, '');
}

async function askTwice({ stdin, stderr }: Io): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 });
  const answers = lines[Symbol.asyncIterator]();
  async function ask(question: string): Promise<string> {
    stderr.write(question);
    const answer = await answers.next();
    stderr.write('\n');
    if (answer.done) throw new Failure('No password was given', { status: STATUS_INTERRUPTED });
    return answer.value;
  }
  try {
    const password = await ask('Password: ');
    if (password === (await ask('Again: '))) return password;
    throw new Failure('The two passwords differ');
  } finally {
    lines.close();
  }
}
