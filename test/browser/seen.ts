import type { Page } from 'playwright-core';

/** Opening a database makes an empty one where there is none, in which the app would then keep nothing. */
const KEYS = `(async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'commonplace-seen')) return [];
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await done(indexedDB.open('commonplace-seen'));
  try {
    const keys = await done(database.transaction('queries').objectStore('queries').getAllKeys());
    return keys.map(String);
  } finally {
    database.close();
  }
})()`;

/** The names of what the app has kept of what was seen, so that it is shown without a connection. */
export const seenKeys = (page: Page): Promise<string[]> => page.evaluate(KEYS);

/** Whether a list of notes is among it. */
export const hasSeenNotes = async (page: Page): Promise<boolean> =>
  (await seenKeys(page)).some((key) => key.includes('memos'));
