import { formatTime } from '../domain/time.ts';
import type { AccessToken } from '../services/tokens.ts';

/** An access token as `--json` shows one, without its secret. */
export function tokenRecord({ id, name, scope, createdAt, lastUsedAt, expiresAt }: AccessToken) {
  return {
    id,
    name,
    scope,
    createdAt: formatTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : formatTime(lastUsedAt),
    expiresAt: expiresAt === null ? null : formatTime(expiresAt),
  };
}
