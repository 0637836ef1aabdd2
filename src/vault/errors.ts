import { DomainError } from '../domain/errors.ts';

/** Somebody else has changed a file since it was last seen, so a change that goes by what was seen must not be made. */
export class OutsideEditError extends Error {
  readonly ownerId: number;
  /** Null: look at the whole folder. */
  readonly filename: string | null;

  constructor(ownerId: number, filename: string | null) {
    super(`${filename ?? 'The folder'} of user ${ownerId} was changed by another program`);
    this.name = 'OutsideEditError';
    this.ownerId = ownerId;
    this.filename = filename;
  }
}

/** What a caller is told where the folder cannot be written. */
export function folderFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') {
    return new DomainError('STORAGE_FULL', 'The note was not saved: there is no space left for its file');
  }
  return unavailable(`it cannot be written (${String(error.code)})`);
}

export function unavailable(why: string): DomainError {
  return new DomainError('VAULT_UNAVAILABLE', `The folder of your notes is not available: ${why}`);
}
