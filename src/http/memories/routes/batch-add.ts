import type { BatchStep } from '../../../services/batch-progress.ts';
import { goneSignal, sendEvents } from '../../event-stream.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import { answers, BatchAddBody, BatchEvents } from '../schema.ts';

export function batchAddRoutes(app: MemoriesApp, { services }: MemoriesOptions): void {
  // Streams may last long, so they end before the server waits for what is under way.
  app.addHook('preClose', async () => services.batches.close());

  app.post(
    '/',
    {
      schema: {
        tags: ['memories'],
        summary: 'Keep many pages or texts (server-sent events tell the progress)',
        body: BatchAddBody,
        response: answers(BatchEvents),
      },
    },
    async (request, reply) => {
      const { urls = [], contents = [], spaces } = request.body;
      const entries = [...urls, ...contents];
      const gone = goneSignal(reply);
      const steps = await services.batches.add(principalOf(request), entries, spaces, gone);
      return sendEvents(reply, framesOf(steps), services.live.patienceMs);
    },
  );
}

async function* framesOf(steps: AsyncIterable<BatchStep | null>): AsyncGenerator<string, void> {
  for await (const step of steps) yield step === null ? ': still here\n\n' : frameOf(step);
}

/** Percent are whole ones, and 100 means that all is done. */
function frameOf({ status, processed, total, succeeded, failed, title, error }: BatchStep): string {
  const progress = Math.floor((100 * processed) / total);
  const data = { progress, status, processed, total, succeeded, failed, title, error };
  return `data: ${JSON.stringify(data)}\n\n`;
}
