import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { PageReply, PageToRead } from './messages.ts';
import { readPage } from './read-page.ts';

/** Of 19 steps; with more of them, a busy machine would hardly ever read a page. */
const LITTLE_LOWER = 4;

/** One of the threads of `createPageThreads`: reads one page at a time. */
parentPort?.on('message', (page: PageToRead) => {
  void answer(page).then((reply) => parentPort?.postMessage(reply));
});

// Who reads notes comes first. On Linux this is said of a thread; elsewhere it would be said of all of them.
if (process.platform === 'linux') setPriority(LITTLE_LOWER);
// Starting takes long on a busy machine, and is not the fault of the page. Nearly all pages are HTML.
await import('./html/read-html.ts');
parentPort?.postMessage('ready' satisfies PageReply);

async function answer(page: PageToRead): Promise<PageReply> {
  try {
    return { page: await readPage(page) };
  } catch (error) {
    if (error instanceof RangeError) {
      return { reason: 'tooComplicated', message: 'The page is too deep or too long to be read.' };
    }
    if (page.kind === 'pdf')
      return { reason: 'unreadable', message: 'The PDF file is damaged or protected.' };
    return { reason: 'unreadable', message: 'The page could not be read.' };
  }
}
