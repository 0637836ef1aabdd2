import { ClientError } from '../../../../../src/client/index.ts';
import type { SaveAnswer } from '../../../editor/index.ts';
import { client } from '../../../lib/client.ts';
import { placeMemo } from '../../../lib/memo-lists.ts';
import { tagsMayHaveChanged } from '../../../lib/use-live.ts';

/** The version of a text of which only the words are known. */
export const UNKNOWN_VERSION = '';
/** A request that is to outlive its page may hold 64 KiB; a character takes up to three bytes. */
const LONGEST_KEPT_ALIVE = 20_000;

/** Saves a note if the server still has `version`; else answers with what it has. Rejects if it cannot be told. */
export async function saveNote(
  id: number,
  content: string,
  version: string,
  leaving: boolean,
): Promise<SaveAnswer> {
  if (version !== UNKNOWN_VERSION) {
    try {
      const keepalive = leaving && content.length < LONGEST_KEPT_ALIVE;
      const { memo, etag } = await client.memos.write(id, content, { ifMatch: version, keepalive });
      placeMemo(memo);
      tagsMayHaveChanged();
      return { kind: 'saved', version: etag };
    } catch (error) {
      if (!(error instanceof ClientError && error.status === 412)) throw error;
    }
  }
  const { memo, etag } = await client.memos.read(id);
  return { kind: 'conflict', content: memo.content, version: etag };
}
