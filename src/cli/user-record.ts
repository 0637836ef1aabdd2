import { formatTime } from '../domain/time.ts';
import type { User } from '../domain/user.ts';

/** A user as `--json` shows one. */
export function userRecord({ id, username, role, status, nickname, email, createdAt, updatedAt }: User) {
  return {
    id,
    username,
    role,
    status,
    nickname,
    email,
    createdAt: formatTime(createdAt),
    updatedAt: formatTime(updatedAt),
  };
}
