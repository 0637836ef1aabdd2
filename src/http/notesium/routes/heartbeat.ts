import type { NotesiumApp } from '../face.ts';
import { TEXT_ANSWERS } from '../schema.ts';

/** Any request keeps a server with `--stop-on-idle` alive; this one does nothing else. */
export function heartbeatRoutes(app: NotesiumApp): void {
  app.get(
    '/',
    { schema: { tags: ['runtime'], summary: 'Keep the server alive', response: TEXT_ANSWERS } },
    async (_request, reply) =>
      reply.header('content-type', 'text/plain; charset=utf-8').send('Heartbeat received.'),
  );
}
