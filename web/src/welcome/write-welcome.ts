import type { User } from '../../../src/client/index.ts';
import { client } from '../lib/client.ts';
import { language } from '../lib/i18n.ts';
import { welcomeNotes } from './welcome-notes.ts';
import { WELCOME } from './notes.ts';

/** The name under which the server remembers that they were written. */
const WRITTEN = 'welcome-written';

/**
 * Writes the notes that explain the app, linked with each other. Never twice by itself: an account that had them and threw
 * them away has them no more.
 * @param again whether the user has asked for them
 */
export async function writeWelcome({ id }: Pick<User, 'id'>, again = false): Promise<void> {
  if (!again && (await client.auth.preferences())[WRITTEN] === true) return;
  await client.auth.prefer({ [WRITTEN]: true });
  const links: string[] = [];
  const ids: number[] = [];
  for (const text of WELCOME[language()]) {
    const memo = await client.memos.create({ content: text(links), visibility: 'PRIVATE' });
    links.push(`[${memo.title}](${memo.filename})`);
    ids.push(memo.id);
    welcomeNotes.keep(id, ids);
  }
}
