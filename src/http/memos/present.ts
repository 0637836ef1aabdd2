import { SCOPES } from '../../domain/access.ts';
import type { AttachmentView } from '../../domain/attachment/index.ts';
import type { NoteView } from '../../domain/note.ts';
import { formatTime, SECOND } from '../../domain/time.ts';
import type { User } from '../../domain/user.ts';
import type { SearchHit } from '../../services/search.ts';
import type { SystemSettings } from '../../services/system.ts';
import type { TagStatistics, TagUse } from '../../services/tags.ts';
import type { AccessToken } from '../../services/tokens.ts';

/** The version of the memos API that this face speaks, which its clients look at; ours stands beside it. */
const API_VERSION = '0.24.0';

/** A note as the memos API shows it (memos-rest-api.txt, field for field; faces.md adds the last three). */
export function memo(note: NoteView) {
  const name = `memos/${note.id}`;
  return {
    id: note.id,
    name,
    uid: note.uid,
    rowStatus: note.status,
    creator: `users/${note.ownerId}`,
    createTime: formatTime(note.createdAt),
    updateTime: formatTime(note.updatedAt),
    displayTime: formatTime(note.displayAt),
    content: note.content,
    visibility: note.visibility,
    pinned: note.pinned,
    resources: note.attachments.map(resource),
    relations: note.relatedIds.map((id) => ({ memo: name, relatedMemo: `memos/${id}`, type: 'REFERENCE' })),
    tags: note.tags,
    title: note.title,
    snippet: note.snippet,
    filename: note.filename,
    // Ours, and only where the reference has nothing to say: it knows no trash.
    ...(note.trashedAt ? { trashTime: formatTime(note.trashedAt) } : {}),
  };
}

/** A note of which no more may be said than that it is gone. */
export function memoName({ id, uid }: { id: number; uid: string }) {
  return { name: `memos/${id}`, uid };
}

/** A file as the memos API shows it (memos-rest-api.txt). */
export function resource(attachment: AttachmentView) {
  return {
    id: attachment.id,
    name: `resources/${attachment.id}`,
    uid: attachment.uid,
    createTime: formatTime(attachment.createdAt),
    filename: attachment.filename,
    type: attachment.type,
    size: attachment.size,
    linkedMemos: attachment.noteIds.map((id) => `memos/${id}`),
  };
}

export function searchResult({ note, score, snippet }: SearchHit) {
  return { ...memo(note), score, snippet };
}

/** @param isOwn whether private fields may be shown */
export function user(account: User, isOwn: boolean) {
  return {
    id: account.id,
    name: `users/${account.id}`,
    username: account.username,
    role: account.role,
    email: isOwn ? account.email : '',
    nickname: account.nickname,
    avatarUrl: account.avatarUrl,
    createTime: formatTime(account.createdAt),
    updateTime: formatTime(account.updatedAt),
    rowStatus: account.status,
    ...(isOwn && { defaultVisibility: account.defaultVisibility }),
  };
}

export function accessToken(token: AccessToken) {
  return {
    id: token.id,
    name: token.name,
    description: token.description,
    scopes: SCOPES.slice(0, SCOPES.indexOf(token.scope) + 1),
    createdAt: formatTime(token.createdAt),
    expiresAt: token.expiresAt === null ? null : formatTime(token.expiresAt),
    lastUsedAt: token.lastUsedAt === null ? null : formatTime(token.lastUsedAt),
  };
}

export function tagList(tags: readonly TagUse[]) {
  return { data: tags.map(({ name, count }) => ({ name, count })) };
}

export function tagStatistics({ tags, memos }: { tags: TagStatistics[]; memos: number }) {
  return {
    data: tags.map((tag) => ({
      name: tag.name,
      count: tag.count,
      firstUsedTime: formatTime(tag.firstUsedAt),
      lastUsedTime: formatTime(tag.lastUsedAt),
      relatedTags: tag.related,
    })),
    totals: { tags: tags.length, uses: tags.reduce((sum, tag) => sum + tag.count, 0), memos },
  };
}

/** @param hasOwner whether the first account has been made */
export function systemInfo(settings: SystemSettings, version: string, hasOwner = true) {
  const { title, description, logoUrl, locale } = settings;
  return {
    version: API_VERSION,
    mode: 'prod',
    hasOwner,
    allowSignUp: settings.allowSignUp,
    disablePasswordLogin: settings.disablePasswordLogin,
    additionalScript: '',
    customizedProfile: { title, description, logoUrl, locale },
    commonplaceVersion: version,
  };
}

export function graph({
  nodes,
  links,
}: {
  nodes: { id: number; title: string; isLabel: boolean; createdAt: number; tagKeys: string[] }[];
  links: [number, number][];
}) {
  const degrees = new Map<number, number>();
  const places = new Map<string, number>();
  const placeOf = (key: string): number => {
    if (!places.has(key)) places.set(key, places.size);
    return places.get(key)!;
  };
  for (const id of links.flat()) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  return {
    nodes: nodes.map(({ id, title, isLabel, createdAt, tagKeys }) => ({
      id,
      title,
      label: isLabel,
      degree: degrees.get(id) ?? 0,
      created: Math.floor(createdAt / SECOND),
      tags: tagKeys.map(placeOf),
    })),
    links,
    tags: [...places.keys()],
  };
}
