import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers } from '../common-schema.ts';
import { GraphAnswer } from '../memo-schema.ts';

export function graphRoutes(app: MemosApp, { services: { notes }, answers: known }: MemosOptions): void {
  app.get(
    '/graph',
    { schema: { tags: ['memos'], summary: 'Your memos and their links', response: answers(GraphAnswer) } },
    async (request, reply) => {
      const principal = principalOf(request);
      return known.send(request, reply, principal, async () => present.graph(await notes.graph(principal)));
    },
  );
}
