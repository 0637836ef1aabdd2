import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, GraphAnswer } from '../schema.ts';

export function graphRoutes(app: MemosApp, { services: { notes } }: MemosOptions): void {
  app.get(
    '/graph',
    { schema: { tags: ['memos'], summary: 'Your memos and their links', response: answers(GraphAnswer) } },
    async (request, reply) =>
      sendJson(request, reply, present.graph(await notes.graph(principalOf(request)))),
  );
}
