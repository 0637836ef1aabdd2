import { ClientError } from '../../../src/client/client-error.ts';

/** Why the server will not take a change, however often it is sent; null where another attempt makes sense. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof ClientError) || error.isTemporary || error.status === 401) return null;
  return error.details[0]?.issue ?? error.message;
}

export const isOffline = (error: unknown): boolean => error instanceof ClientError && error.status === 0;
