import { pageTitle } from '../../domain/capture/page-title.ts';
import type { Page } from '../../domain/capture/page.ts';
import type { NoteView } from '../../domain/note.ts';
import { formatTime } from '../../domain/time.ts';
import type { MemoryDetail, MemoryView } from '../../services/memory-view.ts';
import { isEdited } from '../../services/page-edited.ts';
import type { SearchHit } from '../../services/search.ts';
import type { InvitationView, MemberView } from '../../services/space-members.ts';
import type { SpaceView } from '../../services/space-view.ts';
import { plainOf } from './plain-of.ts';

/**
 * A memory as this API shows it (memories-list-api.txt, field for field; faces.md adds those after `createdAt`).
 * @param ownAddress what the addresses of plain notes begin with
 */
export function createPresent(ownAddress: () => string) {
  function memory({ note, page }: MemoryView) {
    return {
      id: note.uid,
      uuid: note.uid,
      type: note.kind,
      url: page ? page.url : `${ownAddress()}/notes/${note.uid}`,
      title: page ? pageTitle(note, page) : note.title,
      // What is not known is empty: clients of this API take these for texts.
      description: page ? page.description : note.snippet,
      ogImage: imageOf(note, page),
      createdAt: formatTime(note.createdAt),
      content: note.content,
      updatedAt: formatTime(note.updatedAt),
      status: page?.status ?? 'done',
      ...(page?.status === 'failed' && { reason: page.reason ?? '' }),
      ...(page && source(page)),
    };
  }

  /** Where there are those of several people. */
  const ofSpace = (view: MemoryView) => ({ ...memory(view), ownerId: String(view.note.ownerId) });

  return {
    memory,
    ofSpace,

    /** One by itself. */
    detail(detail: MemoryDetail) {
      const { note, page, spaces } = detail;
      return {
        ...ofSpace(detail),
        ...source(page),
        ...(page && { edited: isEdited(note, page) }),
        visibility: note.visibility,
        spaces: spaces.map(({ uid, name }) => ({ id: uid, name })),
      };
    },
  };
}

/** Where it is kept here, as the content has such addresses; else where the page has it. */
function imageOf(note: NoteView, page: Page | null): string {
  const isKept = note.attachments.some(({ uid }) => uid === page?.imageUid);
  return isKept ? `/api/v1/resources/${page?.imageUid}` : (page?.imageUrl ?? '');
}

/** Where a page is from, as far as it says. */
function source(page: Page | null) {
  return {
    siteName: page?.siteName ?? null,
    author: page?.author ?? null,
    publishedAt: typeof page?.publishedAt === 'number' ? formatTime(page.publishedAt) : null,
  };
}

/** @param hit its snippet is HTML, and here it is text */
export function found({ note, score, snippet }: SearchHit) {
  return {
    id: note.uid,
    uuid: note.uid,
    content: note.content,
    createdAt: formatTime(note.createdAt),
    chunkContent: plainOf(snippet),
    similarity: score,
  };
}

/** A space as one reader sees it (faces.md, memories). */
export function space(view: SpaceView) {
  const { canRead, canEdit, isOwner, accessType } = view.permissions;
  return {
    id: view.uid,
    uuid: view.uid,
    name: view.name,
    ownerId: String(view.ownerId),
    isPublic: view.isPublic,
    createdAt: formatTime(view.createdAt),
    accessType,
    favorited: view.isFavorite,
    permissions: { canRead, canEdit, isOwner },
    owner: owner(view),
  };
}

export function invitation({ space: view, access, status, invitedAt }: InvitationView) {
  return {
    spaceId: view.uid,
    space: { id: view.uid, name: view.name, isPublic: view.isPublic, owner: owner(view) },
    accessType: access,
    status,
    invitedAt: formatTime(invitedAt),
  };
}

/** Who an address belongs to is known of members only. */
export function member({ email, access, status, invitedAt, answeredAt, username, nickname }: MemberView) {
  return {
    email,
    accessType: access,
    status,
    invitedAt: formatTime(invitedAt),
    answeredAt: answeredAt === null ? null : formatTime(answeredAt),
    username,
    name: username === null ? null : nickname === null || nickname === '' ? username : nickname,
  };
}

export function memberList(members: readonly MemberView[]) {
  return { members: members.map(member) };
}

function owner({ owner: { id, username, nickname } }: SpaceView) {
  return { id: String(id), username, name: nickname === '' ? username : nickname };
}
