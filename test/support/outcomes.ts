import { DomainError, type ErrorCode } from '../../src/domain/errors.ts';

/** The code of the error that a call ends with, or OK. Anything but a DomainError is thrown on. */
export async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'OK'> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** Starts one call, then the others while it runs. @returns how each ended, sorted */
export async function codesOf(calls: Promise<unknown>[]): Promise<string[]> {
  return (await Promise.all(calls.map(codeOf))).toSorted();
}

/** The field that an INVALID_ARGUMENT or ALREADY_EXISTS names. */
export async function fieldOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.details[0]?.field;
    throw error;
  }
}
