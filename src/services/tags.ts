import { audienceOf, requireUser, type Principal, type SignedIn } from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { isTagName, removeTag, renameTag, tagKey } from '../domain/markdown/index.ts';
import type { Clock } from '../domain/time.ts';
import type { Store, Tx } from '../store/store.ts';
import type { TagUse } from '../store/tags.ts';
import { holdScopesOf } from './changes.ts';
import { lockNotes } from './note-writer.ts';
import type { Notes } from './notes.ts';

export type { TagUse } from '../store/tags.ts';

export interface TagStatistics extends TagUse {
  /** Tags in the same notes, the most frequent first, at most 10. */
  related: { name: string; count: number }[];
}

/** So many notes are rewritten before others get their turn. */
const NOTES_PER_TURN = 20;
const RELATED_TAGS = 10;

/** Tags belong to their user: all of this is about the caller's own notes. */
export function createTags({ store, notes, clock }: { store: Store; notes: Notes; clock: Clock }) {
  /**
   * Rewrites every note of the caller that carries the tag or one below it, in one transaction.
   * @returns how many were found, and how many of them changed
   */
  async function rewrite(
    principal: Principal,
    tag: string,
    precondition: TagPrecondition | undefined,
    edit: (content: string) => string,
  ): Promise<{ found: number; rewritten: number }> {
    const user = requireUser(principal, 'write');
    return store.transact(async (tx) => {
      await lockNotes(tx, user.userId);
      await holdScopesOf(tx, user.userId);
      if (precondition && !precondition(await tx.tags.usage(user.userId))) {
        throw new DomainError('FAILED_PRECONDITION');
      }
      const ids = await tx.notes.withTag(user.userId, tagKey(tag));
      let rewritten = 0;
      for (const [index, id] of ids.entries()) {
        if (index % NOTES_PER_TURN === NOTES_PER_TURN - 1) await tx.pause();
        if (await rewriteOne(tx, user, id, edit)) rewritten++;
      }
      return { found: ids.length, rewritten };
    });
  }

  async function rewriteOne(tx: Tx, user: SignedIn, id: number, edit: (content: string) => string) {
    const note = await tx.notes.findForUpdate({ id }, audienceOf(user));
    if (!note) return false;
    const content = edit(note.content);
    if (content === note.content) return false;
    await notes.rewrite(tx, user, note, { content }, { now: clock(), conditional: false });
    return true;
  }

  return {
    /** The tags of the caller's NORMAL notes, the most used first. */
    async list(principal: Principal): Promise<TagUse[]> {
      return store.read.tags.usage(requireUser(principal, 'read').userId);
    },

    /** With how many notes carry any tag at all. */
    async statistics(principal: Principal): Promise<{ tags: TagStatistics[]; memos: number }> {
      const { userId } = requireUser(principal, 'read');
      const uses = await store.read.tags.usage(userId);
      const pairs = await store.read.tags.together(userId);
      const names = new Map(uses.map((use) => [use.key, use.name]));
      const related = Map.groupBy(pairs, (pair) => pair.key);
      const tags = uses.map((use) => ({
        ...use,
        related: (related.get(use.key) ?? [])
          .slice(0, RELATED_TAGS)
          .map((pair) => ({ name: names.get(pair.other) ?? pair.other, count: pair.count })),
      }));
      return { tags, memos: await store.read.tags.taggedNotes(userId) };
    },

    /**
     * Renames a tag, and with it the tags below it, in every note of the caller.
     * @returns how many notes were changed
     * @throws NOT_FOUND when no note has the tag, INVALID_ARGUMENT naming `name`
     */
    async rename(
      principal: Principal,
      tag: string,
      name: string,
      precondition?: TagPrecondition,
    ): Promise<number> {
      if (!isTagName(name)) {
        throw invalid('name', 'Must be a tag as written after #: letters, digits, _ - and / between parts');
      }
      const edit = (content: string) => renameTag(content, tag, name);
      const { found, rewritten } = await rewrite(principal, tag, precondition, edit);
      if (found === 0) throw notFound('Tag');
      return rewritten;
    },

    /** Takes `#tag` out of every note of the caller; tags below it stay. @throws NOT_FOUND */
    async remove(principal: Principal, tag: string, precondition?: TagPrecondition): Promise<number> {
      const edit = (content: string) => removeTag(content, tag);
      const { rewritten } = await rewrite(principal, tag, precondition, edit);
      if (rewritten === 0) throw notFound('Tag');
      return rewritten;
    },
  };
}

/** Says whether the caller's tags are still as the writer saw them. */
export type TagPrecondition = (current: TagUse[]) => boolean;
