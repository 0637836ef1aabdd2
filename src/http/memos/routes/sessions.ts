import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import { Preferences, SessionList, SessionParams } from '../detail-schema.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present-details.ts';
import { answers, Empty } from '../common-schema.ts';
import type { SessionView } from '../../../services/sessions.ts';

const sessionList = (list: readonly SessionView[]) => ({ data: list.map(present.session) });

/** Where the caller is signed in, and what the caller's apps remember. */
export function sessionRoutes(app: MemosApp, { services: { sessions, preferences } }: MemosOptions): void {
  const tags = ['auth'];

  app.get(
    '/auth/sessions',
    { schema: { tags, summary: 'Where you are signed in', response: answers(SessionList) } },
    async (request, reply) => {
      return sendJson(request, reply, sessionList(await sessions.list(principalOf(request))));
    },
  );

  app.delete(
    '/auth/sessions/:id',
    {
      schema: { tags, summary: 'End one of your sessions', params: SessionParams, response: answers(Empty) },
    },
    async (request) => {
      const precondition = preconditionOf(request, sessionList);
      await sessions.end(principalOf(request), request.params.id, precondition);
      return {};
    },
  );

  app.get(
    '/auth/preferences',
    { schema: { tags, summary: 'What your apps remember', response: answers(Preferences) } },
    async (request, reply) => sendJson(request, reply, await preferences.get(principalOf(request))),
  );

  app.patch(
    '/auth/preferences',
    {
      schema: {
        tags,
        summary: 'Set some of it; null removes',
        body: Preferences,
        response: answers(Preferences),
      },
    },
    async (request, reply) =>
      sendJson(
        request,
        reply,
        await preferences.update(
          principalOf(request),
          request.body,
          preconditionOf(request, (current: object) => current),
        ),
      ),
  );
}
