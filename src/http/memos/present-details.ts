import { formatTime } from '../../domain/time.ts';
import type { NoteLinks } from '../../services/note-links.ts';
import type { NoteVersion } from '../../services/note-history.ts';
import type { SessionView } from '../../services/sessions.ts';

export function version({ id, editedAt, replacedAt, content }: NoteVersion) {
  return {
    id,
    writeTime: formatTime(editedAt),
    replaceTime: formatTime(replacedAt),
    size: content.length,
  };
}

export function links({ incoming, outgoing }: NoteLinks) {
  return {
    incoming: incoming.map(({ id, uid, filename, title, line, text }) => ({
      memo: `memos/${id}`,
      uid,
      filename,
      title,
      line,
      text,
    })),
    outgoing: outgoing.map(({ id, uid, filename, title, line, label }) => ({
      memo: id === null ? null : `memos/${id}`,
      uid,
      filename,
      title,
      line,
      label,
    })),
  };
}

export function session({ id, userAgent, createdAt, lastUsedAt, expiresAt, isCurrent }: SessionView) {
  return {
    id,
    userAgent,
    createTime: formatTime(createdAt),
    lastUsedTime: formatTime(lastUsedAt),
    expireTime: formatTime(expiresAt),
    current: isCurrent,
  };
}
