import { ClientError, type Memo } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { t } from '../lib/i18n.ts';
import { placeMemo } from '../lib/memo-lists.ts';
import { isOffline } from '../lib/refusal.ts';
import { sendUnsent } from '../lib/unsent.ts';
import { unsentEdits } from '../lib/unsent-edits.ts';
import { problemText } from '../ui/problem.tsx';
import { say } from '../ui/toasts.tsx';

const ATTEMPTS = 5;
/** Reading a note is what its renderer does, which is loaded apart. */
const reader = () => import('../markdown/index.ts');
type Reader = Awaited<ReturnType<typeof reader>>;
/** Ticks of one note are sent one after the other. */
const underWay = new Map<number, Promise<void>>();

/** Ticks a task, or no longer: shows it at once, and changes one character of the note as the server has it by then. */
export async function tickTask(memo: Memo, index: number): Promise<void> {
  const read = await reader();
  placeMemo({ ...memo, content: read.toggleTask(memo.content, index) });
  const sent = (underWay.get(memo.id) ?? Promise.resolve()).then(() => send(memo, index, read));
  underWay.set(memo.id, sent);
  return sent;
}

async function send(shown: Memo, index: number, read: Reader): Promise<void> {
  const isTicked = (content: string, task: number) => content[read.taskPositions(content)[task]! + 1] !== ' ';
  const wanted = !isTicked(shown.content, index);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { memo, etag } = await client.memos.read(shown.id);
      const there = sameTask(tasksOf(shown.content, read), index, tasksOf(memo.content, read));
      if (there === null) {
        placeMemo(memo);
        return say(t('task-gone'));
      }
      if (isTicked(memo.content, there) === wanted) return placeMemo(memo);
      try {
        const content = read.toggleTask(memo.content, there);
        const written = await client.memos.write(memo.id, content, { ifMatch: etag });
        return placeMemo(written.memo);
      } catch (error) {
        if (!(error instanceof ClientError && error.status === 412)) throw error;
      }
    }
    throw new ClientError(412, 'FAILED_PRECONDITION', t('task-busy'));
  } catch (error) {
    if (isOffline(error)) {
      unsentEdits.keep(shown.uid, read.toggleTask(shown.content, index), shown.content);
      return void sendUnsent();
    }
    placeMemo(shown);
    say(t('not-done', { reason: problemText(error, t) }));
  }
}

/** The same task in another version of the note: the one with its words, the same of several; null where it is gone. */
function sameTask(shown: readonly string[], index: number, now: readonly string[]): number | null {
  if (shown.length === now.length && now[index] === shown[index]) return index;
  const nth = shown.slice(0, index).filter((one) => one === shown[index]).length;
  let seen = 0;
  for (const [at, one] of now.entries()) if (one === shown[index] && seen++ === nth) return at;
  return null;
}

/** The words of each task, without its box. */
const tasksOf = (content: string, { taskPositions }: Reader): string[] =>
  taskPositions(content).map((at) => {
    const end = content.indexOf('\n', at);
    return content.slice(at + 3, end === -1 ? undefined : end).trim();
  });
