import { Type } from 'typebox';
import { SECOND } from '../../../domain/time.ts';
import type { LiveEvent } from '../../../services/live.ts';
import { goneSignal, sendEvents } from '../../event-stream.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers } from '../common-schema.ts';

/** A browser that lost the stream comes back after this. */
const RETRY_MS = 3 * SECOND;

const EventStream = {
  ...answers(Type.Unknown()),
  200: {
    description:
      'Server-sent events: `memo.created`, `memo.updated`, `memo.deleted` and `reset`, as JSON with a `type`',
    content: { 'text/event-stream': { schema: Type.String() } },
  },
};

export function eventRoutes(app: MemosApp, { services: { live } }: MemosOptions): void {
  // Streams end by themselves never, so they end before the server waits for what is under way.
  app.addHook('preClose', async () => live.close());

  app.get(
    '/events',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['events'],
        summary: 'What changes, as it happens (server-sent events; resume with Last-Event-ID)',
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 100 })) }),
        response: EventStream,
      },
    },
    async (request, reply) => {
      const gone = goneSignal(reply);
      const events = live.open(principalOf(request), request.headers['last-event-id'], gone);
      return sendEvents(reply, framesOf(events), live.patienceMs);
    },
  );
}

async function* framesOf(events: AsyncIterable<LiveEvent>): AsyncGenerator<string, void> {
  yield `retry: ${RETRY_MS}\n\n`;
  for await (const event of events) yield frameOf(event);
}

function frameOf(event: LiveEvent): string {
  switch (event.type) {
    case 'quiet':
      return ': still here\n\n';
    case 'start':
      // An id without data is remembered by the client, and is no event.
      return `id: ${event.id}\n\n`;
    case 'reset':
      return frame(event.id, { type: 'reset' });
    case 'gone':
      return frame(event.id, { type: 'memo.deleted', memo: present.memoName(event.note) });
    case 'created':
    case 'updated':
      return frame(event.id, { type: `memo.${event.type}`, memo: present.memo(event.note) });
  }
}

/** JSON has no line breaks of its own, so it is one line of data. */
function frame(id: string, data: object): string {
  return `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
