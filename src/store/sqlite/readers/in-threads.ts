import type { Reads } from '../../repositories.ts';
import { unpackCandidates, type PackedCandidates } from './packed-candidates.ts';
import type { Ask } from './messages.ts';
import type { ReaderThreads } from './reader-threads.ts';

/**
 * The readers, with those whose work grows with what somebody has, or with what is asked, done in threads. A small store has
 * nothing that takes long, so it needs none.
 * @param isSmall asked anew for each call
 * @param settled when what threads can see by now is on the disk
 */
export function inThreads(
  reads: Reads,
  threads: ReaderThreads,
  isSmall: () => boolean,
  settled: () => Promise<void>,
): Reads {
  async function ask(call: Ask): Promise<unknown> {
    const result = await threads.ask(call);
    await settled();
    return result;
  }

  function far<R extends keyof Reads, M extends keyof Reads[R] & string>(
    repository: R,
    method: M,
  ): Reads[R][M] {
    const near = reads[repository][method] as (...args: readonly unknown[]) => Promise<unknown>;
    return ((...args: readonly unknown[]) =>
      isSmall() ? near(...args) : ask({ repository, method, args })) as Reads[R][M];
  }

  return {
    ...reads,
    search: {
      ...reads.search,
      newest: far('search', 'newest'),
      async candidates(...args) {
        if (isSmall()) return reads.search.candidates(...args);
        const found = await ask({ repository: 'search', method: 'candidates', args });
        const { below, candidates } = found as { below: number | null; candidates: PackedCandidates };
        return { candidates: unpackCandidates(candidates), below };
      },
    },
    tags: {
      ...reads.tags,
      usage: far('tags', 'usage'),
      taggedNotes: far('tags', 'taggedNotes'),
      together: far('tags', 'together'),
    },
    notes: { ...reads.notes, graph: far('notes', 'graph') },
  };
}
