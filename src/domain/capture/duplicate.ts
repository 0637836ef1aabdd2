import { DomainError } from '../errors.ts';

/** The same address or the same content is there already. */
export class DuplicateError extends DomainError {
  /** The uid of the note that holds it. */
  readonly uid: string;

  constructor(uid: string) {
    super('ALREADY_EXISTS', 'You have saved this already');
    this.uid = uid;
  }
}
