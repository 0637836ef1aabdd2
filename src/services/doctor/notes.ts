import { ANONYMOUS, audienceOf } from '../../domain/access.ts';
import type { Note } from '../../domain/note.ts';
import type { Clock } from '../../domain/time.ts';
import { expectedRows, type NoteRows } from '../../store/checks.ts';
import type { NoteRecord } from '../../store/note-rows.ts';
import type { Reads, Store, Tx } from '../../store/store.ts';
import { bumpRevisions } from '../changes.ts';
import { indexedRecord } from '../indexed-record.ts';
import { lockNotes } from '../note-writer.ts';
import { BY_DOCTOR, type Finding } from './finding.ts';

const PAGE = 200;

/** Compares every note with what follows from its content, one at a time. */
export async function* checkNotes(
  store: Store,
  clock: Clock,
  repair: boolean,
): AsyncGenerator<Finding, void> {
  for (let last = 0; ;) {
    const ids = await store.read.checks.noteIds(last, PAGE);
    for (const id of ids) yield* checkNote(store, clock, id, repair);
    if (ids.length === 0) return;
    last = ids.at(-1) ?? last;
  }
}

async function* checkNote(
  store: Store,
  clock: Clock,
  id: number,
  repair: boolean,
): AsyncGenerator<Finding, void> {
  const suspected = await compare(store.read, id);
  if (suspected.length === 0) return;
  // Somebody may have written between two reads; inside a transaction nobody does.
  const wrong = await store.transact(async (tx) => {
    const owner = (await tx.notes.find({ id }, audienceOf(ANONYMOUS)))?.ownerId;
    if (owner === undefined) return [];
    await lockNotes(tx, owner);
    const found = await compare(tx, id);
    if (found.length > 0 && repair) await rewrite(tx, id, clock());
    return found;
  });
  for (const [what, problem] of wrong) {
    yield { what, where: `note ${id}`, problem, repair: BY_DOCTOR, isRepaired: repair };
  }
}

type Wrong = [what: string, problem: string];

async function compare(
  reads: Pick<Reads, 'notes' | 'checks' | 'attachments' | 'spaces'>,
  id: number,
): Promise<Wrong[]> {
  const stored = await reads.checks.note(id);
  const record = stored && (await recordOf(reads, id, stored));
  if (!stored || !record) return [];
  const expected = expectedRows(record);
  const wrong: Wrong[] = [];
  for (const [column, value] of Object.entries(expected.note)) {
    const is = stored.note[column as keyof NoteRows['note']];
    if (is !== value)
      wrong.push([column.replaceAll('_', ' '), `is ${brief(is)}, and its content says ${brief(value)}`]);
  }
  if (!sameRows(stored.tags, expected.tags)) {
    wrong.push(['tags', `are ${brief(keysOf(stored))}, and its content says ${brief(keysOf(expected))}`]);
  }
  if (!sameRows(stored.links, expected.links)) {
    wrong.push([
      'links',
      `are ${stored.links.length}, other than the ${expected.links.length} of its content`,
    ]);
  }
  if (!(await reads.checks.isIndexed(record)))
    wrong.push(['search index', 'lacks the note, or has other words for it']);
  return wrong;
}

async function recordOf(
  reads: Pick<Reads, 'notes' | 'attachments' | 'spaces'>,
  id: number,
  { note: { edited_at: editedAt, editor } }: NoteRows,
): Promise<NoteRecord | null> {
  const note = await reads.notes.find({ id }, audienceOf(ANONYMOUS));
  return note ? indexedRecord(reads, note, { editedAt, editor }) : null;
}

async function rewrite(tx: Tx, id: number, now: number): Promise<void> {
  const [stored, note] = [await tx.checks.note(id), await tx.notes.find({ id }, audienceOf(ANONYMOUS))];
  if (!stored || !note) return;
  const revision = await bumpRevisions(tx, note, note, now);
  const basis: Note = { ...note, revision };
  const record = await recordOf(tx, id, stored);
  if (record) await tx.notes.update({ ...record, note: { ...record.note, revision: basis.revision } });
}

function keysOf({ tags }: NoteRows): string[] {
  return tags.map(({ tag_key: key }) => key).toSorted();
}

/** In whatever order the database gave them. */
function sameRows(stored: readonly object[], expected: readonly object[]): boolean {
  const texts = (rows: readonly object[]) =>
    rows
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))))
      .toSorted();
  return texts(stored).join('\n') === texts(expected).join('\n');
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
