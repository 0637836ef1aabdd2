import {
  ANONYMOUS,
  assertMayWrite,
  audienceOf,
  mayRead,
  requireUser,
  shelvesFor,
  type Principal,
  type SignedIn,
} from '../domain/access.ts';
import { DomainError, invalid, notFound } from '../domain/errors.ts';
import { tagKey } from '../domain/markdown/index.ts';
import {
  assertContent,
  assertCounts,
  continuesEdit,
  positionAt,
  TRASH_MS,
  type ContentLimits,
  type NoteView,
  type Status,
  type Visibility,
} from '../domain/note.ts';
import { decodeCursor, encodeCursor } from '../domain/page.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { NoteAttachment } from '../store/attachments.ts';
import type { Direction, OrderBy, PageQuery } from '../store/note-pages.ts';
import type { NoteRecord } from '../store/note-rows.ts';
import type { NoteRef } from '../store/notes.ts';
import type { Store, Tx } from '../store/store.ts';
import { bumpRevisions, scopesOf } from './changes.ts';
import { attachmentsFor, changesAttachments, explicitNames, withFileTerm } from './note-attachments.ts';
import { noteRecord } from './note-record.ts';
import type { Outbox } from './outbox.ts';
import { once, type Once, type OnceResult } from './once.ts';
import type { Random } from './random.ts';

export type Notes = ReturnType<typeof createNotes>;
export type { NoteRef } from '../store/notes.ts';

export interface NewNote {
  content: string;
  /** Default: the author's setting. */
  visibility?: Visibility | undefined;
  pinned?: boolean | undefined;
  /** Epoch milliseconds; default: now. */
  createdAt?: number | undefined;
  displayAt?: number | undefined;
  /** Ids or uids of the author's attachments. */
  attachments?: readonly string[] | undefined;
}

export interface NotePatch {
  content?: string | undefined;
  visibility?: Visibility | undefined;
  pinned?: boolean | undefined;
  status?: Status | undefined;
  /** In place of those it was given before. */
  attachments?: readonly string[] | undefined;
}

/** Says whether the note is still the version that the writer saw; without one, the write is unconditional. */
export type Precondition = (current: NoteView) => boolean;

export interface NoteQuery {
  orderBy: OrderBy;
  direction: Direction;
  limit: number;
  status: Status;
  /** 1-based; `pageToken` wins. */
  page: number;
  pageToken?: string | undefined;
  tag?: string | undefined;
  visibility?: Visibility | undefined;
  ownerId?: number | undefined;
  /** Creation time, epoch milliseconds: from <= time < to. */
  from?: number | undefined;
  to?: number | undefined;
}

export interface NotePage {
  items: NoteView[];
  /** Empty on the last page. */
  nextPageToken: string;
}

export function createNotes({
  store,
  clock,
  random,
  limits,
  outbox,
}: {
  store: Store;
  clock: Clock;
  random: Random;
  limits: ContentLimits;
  outbox: Outbox;
}) {
  async function findForWriting(tx: Tx, user: SignedIn, ref: NoteRef): Promise<NoteView> {
    await lockNotes(tx, user.userId);
    const note = await tx.notes.findForUpdate(ref, audienceOf(user));
    if (!note) throw notFound('Memo');
    assertMayWrite(user, note);
    return note;
  }

  async function insert(tx: Tx, user: SignedIn, input: NewNote, now: number): Promise<NoteView> {
    const createdAt = input.createdAt ?? now;
    const visibility = input.visibility ?? (await defaultVisibility(tx, user.userId));
    const id = await tx.notes.nextId();
    const place = { id, uid: await freeUid(tx), ownerId: user.userId, status: 'NORMAL', visibility } as const;
    const revision = await bumpRevisions(tx, null, place, now);
    const basis = {
      ...place,
      filename: await tx.notes.freeFilename(user.userId, Math.floor(createdAt / SECOND)),
      kind: 'note' as const,
      content: input.content,
      pinned: input.pinned ?? false,
      createdAt,
      updatedAt: now,
      displayAt: input.displayAt ?? createdAt,
      trashedAt: null,
      revision,
      position: await tx.notes.freePosition(createdAt, id),
    };
    const record = noteRecord(basis, { editedAt: now, editor: editorOf(user) });
    assertCounts(record.tagKeys.size, record.links.length);
    const attachments = await attachmentsFor(
      tx,
      user.userId,
      input.attachments ?? [],
      record.attachmentNames,
    );
    await tx.notes.insert(withFileTerm(record, attachments));
    if (attachments.length > 0) await tx.attachments.setOfNote(id, attachments);
    const created = await read(tx, record, user, attachments);
    await outbox.noteChanged(tx, 'note.created', created);
    return created;
  }

  async function freeUid(tx: Tx): Promise<string> {
    for (;;) {
      const uid = random.uid();
      if (!(await tx.notes.uidExists(uid))) return uid;
    }
  }

  /** Writes a changed note with its history and revisions. */
  async function save(
    tx: Tx,
    user: SignedIn,
    before: NoteView,
    patch: NotePatch,
    { now, conditional }: { now: number; conditional: boolean },
  ): Promise<NoteView> {
    const after = applyPatch(before, patch, now);
    const rewritten = after.content !== before.content;
    const last = await tx.notes.lastEdit(before.id);
    const edit = rewritten ? { editedAt: now, editor: editorOf(user) } : last;
    if (rewritten && !continuesEdit(last, { at: now, editor: editorOf(user), conditional })) {
      await tx.notes.keepVersion({ id: before.id, content: before.content, editedAt: last.editedAt }, now);
    }
    const revision = await bumpRevisions(tx, before, after, now);
    const record = noteRecord({ ...after, revision }, edit);
    if (rewritten) assertCounts(record.tagKeys.size, record.links.length);
    const had = before.attachments.length > 0;
    const explicit = patch.attachments ?? (had ? await explicitNames(tx, before.id) : []);
    const attachments = await attachmentsFor(tx, before.ownerId, explicit, record.attachmentNames);
    await tx.notes.update(withFileTerm(record, attachments));
    if (had || attachments.length > 0) await tx.attachments.setOfNote(before.id, attachments);
    const saved = await read(tx, record, user, attachments);
    const isDeleted = after.status === 'TRASHED' && before.status !== 'TRASHED';
    await outbox.noteChanged(tx, isDeleted ? 'note.deleted' : 'note.updated', saved);
    return saved;
  }

  return {
    /**
     * @throws INVALID_ARGUMENT for blank content, PAYLOAD_TOO_LARGE, and what `requireUser` throws
     */
    async create(
      principal: Principal,
      input: NewNote,
      request?: Once<NoteView>,
    ): Promise<OnceResult<NoteView>> {
      const user = requireUser(principal, 'write');
      assertContent(input.content, limits);
      return store.transact((tx) => {
        const now = clock();
        return once(tx, user.userId, now, request, () => insert(tx, user, input, now));
      });
    },

    /** @throws NOT_FOUND also for what the reader may not know of */
    async get(principal: Principal, ref: NoteRef): Promise<NoteView> {
      const note = await store.read.notes.find(ref, audienceOf(principal));
      if (!note || !mayRead(principal, note)) throw notFound('Memo');
      return note;
    },

    /**
     * What an answer to this reader's lists depends on: two lists read at the same revisions are the same.
     * One keyed read.
     */
    async revisions(principal: Principal): Promise<number[]> {
      return store.read.revisions.of(scopesOf(audienceOf(principal).userId));
    },

    /** One page of the notes that the reader may see. */
    async list(principal: Principal, query: NoteQuery): Promise<NotePage> {
      const audience = audienceOf(principal);
      const shelves = shelvesFor(audience, query);
      const order = `${query.orderBy}-${query.direction}`;
      const keySize = query.orderBy === 'created' ? 1 : 2;
      const after = query.pageToken === undefined ? undefined : decodeCursor(query.pageToken, order, keySize);
      const found = await store.read.notes.page(shelves, pageQuery(query, after), audience);
      const items = found.slice(0, query.limit);
      const last = items.at(-1);
      const hasMore = found.length > query.limit && last !== undefined;
      return { items, nextPageToken: hasMore ? encodeCursor(order, sortKey(query.orderBy, last)) : '' };
    },

    /**
     * Changes what the patch names; a patch that changes nothing leaves the note as it is.
     * @throws FAILED_PRECONDITION when `precondition` does not hold for the present version
     */
    async update(
      principal: Principal,
      ref: NoteRef,
      patch: NotePatch,
      precondition?: Precondition,
    ): Promise<NoteView> {
      const user = requireUser(principal, 'write');
      if (patch.content !== undefined) assertContent(patch.content, limits);
      return store.transact(async (tx) => {
        const before = await findForWriting(tx, user, ref);
        if (precondition && !precondition(before)) throw new DomainError('FAILED_PRECONDITION');
        if (!changes(before, patch) && !(await changesAttachments(tx, before, patch))) return before;
        return save(tx, user, before, patch, { now: clock(), conditional: precondition !== undefined });
      });
    },

    /** Moves a note to the trash; with `force`, removes one that is there already for good. */
    async remove(
      principal: Principal,
      ref: NoteRef,
      { force = false, precondition }: { force?: boolean; precondition?: Precondition | undefined } = {},
    ): Promise<void> {
      const user = requireUser(principal, 'write');
      await store.transact(async (tx) => {
        const note = await findForWriting(tx, user, ref);
        if (precondition && !precondition(note)) throw new DomainError('FAILED_PRECONDITION');
        if (note.status !== 'TRASHED') {
          await save(tx, user, note, { status: 'TRASHED' }, { now: clock(), conditional: false });
        } else if (force) {
          await bumpRevisions(tx, note, null, clock());
          await tx.notes.remove(note);
        }
      });
    },

    /** The caller's NORMAL notes and the links between them. */
    async graph(principal: Principal) {
      const user = requireUser(principal, 'read');
      return store.read.notes.graph(user.userId);
    },

    /** Removes what has been in the trash for its time. @returns how many notes */
    async emptyTrash(): Promise<number> {
      const ids = await store.read.notes.trashedBefore(clock() - TRASH_MS, 500);
      for (const id of ids) {
        await store.transact(async (tx) => {
          const note = await tx.notes.findForUpdate({ id }, audienceOf(ANONYMOUS));
          if (note?.status !== 'TRASHED' || (note.trashedAt ?? Infinity) > clock() - TRASH_MS) return;
          await bumpRevisions(tx, note, null, clock());
          await tx.notes.remove(note);
        });
      }
      return ids.length;
    },

    /** For services that rewrite notes as part of a larger change, such as renaming a tag. */
    rewrite: save,

    /** Gives one of the user's notes one more attachment. @throws NOT_FOUND, PERMISSION_DENIED */
    async attach(tx: Tx, user: SignedIn, ref: NoteRef, attachmentId: number, now: number): Promise<void> {
      const note = await findForWriting(tx, user, ref);
      const attachments = [...(await explicitNames(tx, note.id)), String(attachmentId)];
      await save(tx, user, note, { attachments }, { now, conditional: false });
    },

    /** Writes one of the user's notes anew, after something that it shows has changed. */
    async refresh(tx: Tx, user: SignedIn, ref: NoteRef, now: number): Promise<void> {
      await save(tx, user, await findForWriting(tx, user, ref), {}, { now, conditional: false });
    },
  };
}

/**
 * Comes before every change of notes that exist: changes of one owner follow one another anyway (each bumps the same
 * revision), and a change of many notes that others wait for with one of them in hand would never get through.
 */
export function lockNotes(tx: Tx, ownerId: number): Promise<void> {
  return tx.lock(`notes:${ownerId}`);
}

/** The session or token behind an edit, by which runs of edits are recognised. */
function editorOf(user: SignedIn): string {
  return `${user.via}:${user.credentialId ?? user.userId}`;
}

async function defaultVisibility(tx: Tx, userId: number): Promise<Visibility> {
  return (await tx.users.byId(userId))?.defaultVisibility ?? 'PRIVATE';
}

/** What was written, with the links and attachments that it has now. */
async function read(
  tx: Tx,
  record: NoteRecord,
  user: SignedIn,
  attachments: readonly NoteAttachment[],
): Promise<NoteView> {
  const plain = { ...record.note, relatedIds: [], attachments: [] };
  if (record.links.length === 0 && attachments.length === 0) return plain;
  return (await tx.notes.find({ id: record.note.id }, audienceOf(user))) ?? plain;
}

function changes(before: NoteView, patch: NotePatch): boolean {
  return (
    (patch.content ?? before.content) !== before.content ||
    (patch.visibility ?? before.visibility) !== before.visibility ||
    (patch.pinned ?? before.pinned) !== before.pinned ||
    (patch.status ?? before.status) !== before.status
  );
}

function applyPatch(before: NoteView, patch: NotePatch, now: number): NoteView {
  const status = patch.status ?? before.status;
  return {
    ...before,
    content: patch.content ?? before.content,
    visibility: patch.visibility ?? before.visibility,
    pinned: patch.pinned ?? before.pinned,
    status,
    trashedAt: status === 'TRASHED' ? (before.trashedAt ?? now) : null,
    updatedAt: now,
  };
}

function sortKey(orderBy: OrderBy, note: NoteView): number[] {
  if (orderBy === 'created') return [note.position];
  return [orderBy === 'updated' ? note.updatedAt : Number(note.pinned), note.position];
}

function pageQuery(query: NoteQuery, after: number[] | undefined): PageQuery {
  if (query.from !== undefined && query.to !== undefined && query.to < query.from) {
    throw invalid('to', 'Must not lie before `from`');
  }
  return {
    orderBy: query.orderBy,
    direction: query.direction,
    // One more than is shown tells whether there is a next page.
    limit: query.limit + 1,
    after,
    offset: after ? 0 : (query.page - 1) * query.limit,
    tagKey: query.tag === undefined ? undefined : tagKey(query.tag),
    range: {
      from: positionAt(query.from ?? 0),
      to: query.to === undefined ? LAST_POSITION : positionAt(query.to),
    },
  };
}

const LAST_POSITION = Number.MAX_SAFE_INTEGER;
