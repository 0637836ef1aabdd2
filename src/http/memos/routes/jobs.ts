import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present-webhook.ts';
import { answers } from '../common-schema.ts';
import { JobsAnswer } from '../webhook-schema.ts';

export function jobRoutes(app: MemosApp, { services }: MemosOptions): void {
  app.get(
    '/jobs',
    {
      schema: {
        tags: ['system'],
        summary: 'Work in the background: how much, and what waits or has failed (administrators)',
        response: answers(JobsAnswer),
      },
    },
    async (request, reply) => {
      const { counts, jobs } = await services.jobs.list(principalOf(request));
      return sendJson(request, reply, { counts, data: jobs.map(present.job) });
    },
  );
}
