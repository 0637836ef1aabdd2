import type { Tx } from '../store/store.ts';
import type { JobHandler } from './job-runner.ts';
import type { Jobs } from './jobs.ts';
import { reindexNote } from './reindex/reindex.ts';

/** The kind of job that indexes notes anew. */
export const REINDEX = 'reindex';

/** Other changes wait for so many notes. */
const NOTES_PER_JOB = 50;

/** Has notes of one owner indexed anew after this change, a few at a time. */
export async function enqueueReindexing(
  tx: Tx,
  jobs: Jobs,
  ownerId: number,
  noteIds: readonly number[],
): Promise<void> {
  for (let start = 0; start < noteIds.length; start += NOTES_PER_JOB) {
    const some = noteIds.slice(start, start + NOTES_PER_JOB);
    await jobs.enqueue(tx, {
      kind: REINDEX,
      lane: `reindex/${ownerId}-${some[0]}`,
      payload: { noteIds: some },
    });
  }
}

/** Indexes notes as they are by then; one that is gone needs it no more. */
export const reindexHandler: JobHandler = async (job) => {
  const { noteIds } = job.payload as { noteIds: number[] };
  return async (tx) => {
    for (const id of noteIds) await reindexNote(tx, id);
    return { result: 'done' };
  };
};
