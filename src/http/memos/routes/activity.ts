import { parseTime } from '../../../domain/time.ts';
import { principalOf } from '../../principal.ts';
import { ActivityAnswer, ActivityQuery } from '../detail-schema.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import { answers } from '../common-schema.ts';

export function activityRoutes(app: MemosApp, { services, answers: known }: MemosOptions): void {
  app.get(
    '/activity',
    {
      schema: {
        tags: ['memos'],
        summary: 'How many memos you made on which day',
        querystring: ActivityQuery,
        response: answers(ActivityAnswer),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { from, to, timeZone } = request.query;
      const query = { from: parseTime('from', from), to: parseTime('to', to), timeZone };
      return known.send(request, reply, principal, async () => ({
        data: await services.activity.days(principal, query),
      }));
    },
  );
}
