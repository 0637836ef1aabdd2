import type { Store } from '../../store/store.ts';
import { bumpSpace, holdScopes } from '../changes.ts';
import { lockNotes } from '../note-writer.ts';
import { BY_DOCTOR, type Finding } from './finding.ts';

/** Compares where notes stand in the lists of spaces with the notes, and the numbers that are kept with what is there. */
export async function* checkSpaces(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  yield* checkPlaces(store, repair);
  yield* checkCounts(store, repair);
}

async function* checkPlaces(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  for (const { spaceId, noteId, ownerId } of await store.read.checks.misplacedInSpaces()) {
    // Somebody may have written since; with the owner's notes locked nobody does.
    const isWrong = await store.transact(async (tx) => {
      await lockNotes(tx, ownerId);
      const found = await tx.checks.misplacedInSpaces();
      if (!found.some((one) => one.noteId === noteId && one.spaceId === spaceId)) return false;
      if (!repair) return true;
      const holding = await tx.spaces.holding(noteId);
      await holdScopes(tx, null, holding);
      for (const id of holding) await bumpSpace(tx, id);
      await tx.checks.placeInSpaces(noteId);
      return true;
    });
    const problem = `space ${spaceId} has it in another place, or as something else, than it is`;
    // The first of a note's repairs is that of all of them.
    if (isWrong)
      yield { what: 'space', where: `note ${noteId}`, problem, repair: BY_DOCTOR, isRepaired: repair };
  }
}

async function* checkCounts(store: Store, repair: boolean): AsyncGenerator<Finding, void> {
  for (const { scope } of await store.read.checks.wrongCounts()) {
    const wrong = await store.transact(async (tx) => {
      await tx.revisions.hold([scope]);
      const found = (await tx.checks.wrongCounts()).find((one) => one.scope === scope);
      if (!found || !repair) return found;
      if (scope.startsWith('space:')) await bumpSpace(tx, Number(scope.slice('space:'.length)));
      else await tx.revisions.bump(scope);
      await tx.announce([scope]);
      await tx.counts.add(scope, found.there - found.kept);
      return found;
    });
    if (!wrong) continue;
    const problem = `is ${wrong.kept}, and there are ${wrong.there} notes`;
    yield { what: 'count', where: scope, problem, repair: BY_DOCTOR, isRepaired: repair };
  }
}
