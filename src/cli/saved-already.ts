import type { SignedIn } from '../domain/access.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { DomainError } from '../domain/errors.ts';
import type { Services } from '../services/index.ts';
import type { MemoryDetail } from '../services/memory-view.ts';
import { isEdited } from '../services/page-edited.ts';
import type { SpaceView } from '../services/space-view.ts';
import { Failure } from './failure.ts';

/** A memory that was there before, and what has been done with it now. */
interface KnownMemory extends MemoryDetail {
  /** Those that hold it since now. */
  newIn: readonly SpaceView[];
  isFetchedAgain: boolean;
}

/** @returns the uid of the memory that is there already @throws all other errors */
export function knownUid(error: unknown): string {
  if (error instanceof DuplicateError) return error.uid;
  throw error;
}

/**
 * Does what was asked for besides saving: puts it into the spaces, and fetches its page once more.
 * @throws Failure where that is nothing
 */
export async function goOnWithKnown(
  { memories, spaces: spaceServices }: Services,
  principal: SignedIn,
  uid: string,
  { spaces, again = false }: { spaces: readonly SpaceView[]; again?: boolean | undefined },
): Promise<KnownMemory> {
  const newIn: SpaceView[] = [];
  for (const space of new Map(spaces.map((one) => [one.uid, one])).values()) {
    const isNew = await spaceServices.addNote(principal, space.uid, { uid }).then(() => true, isThere);
    if (isNew) newIn.push(space);
  }
  const { page } = await memories.get(principal, { uid });
  const isFetchedAgain = again && page !== null;
  if (newIn.length === 0 && !isFetchedAgain) throw new Failure(`You have saved this already, as ${uid}`);
  if (isFetchedAgain) await memories.recapture(principal, { uid });
  return { ...(await memories.get(principal, { uid })), newIn, isFetchedAgain };
}

/** @returns false: the space holds it already */
function isThere(error: unknown): false {
  if (error instanceof DomainError && error.code === 'ALREADY_EXISTS') return false;
  throw error;
}

export function knownSentenceOf({ note, page, newIn, isFetchedAgain }: KnownMemory): string {
  const said = [`You have saved this already, as ${note.uid}`];
  if (newIn.length > 0) said.push(`it is in ${newIn.map(({ name }) => name).join(', ')} now, too`);
  if (isFetchedAgain) said.push('the server fetches the page once more, at once where it is running');
  if (isFetchedAgain && page && isEdited(note, page))
    said.push('you have edited the note, so it stays, and the new version will be in its history');
  return said.join('; ');
}
