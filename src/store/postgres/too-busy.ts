import { overloaded } from '../../domain/errors.ts';

/** The pool has no other name for it. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/** To be thrown in place of what getting a connection failed with: where none became free in time, there is too much to do. */
export function tooBusy(error: unknown): unknown {
  return error instanceof Error && error.message === NO_CONNECTION ? overloaded() : error;
}
