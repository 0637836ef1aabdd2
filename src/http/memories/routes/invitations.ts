import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, InvitationList } from '../schema.ts';

export function invitationRoutes(app: MemoriesApp, { services }: MemoriesOptions): void {
  app.get(
    '/',
    {
      schema: {
        tags: ['spaces'],
        summary: 'List the invitations that wait for your answer',
        response: answers(InvitationList),
      },
    },
    async (request, reply) => {
      const pending = await services.spaceMembers.pending(principalOf(request));
      return sendJson(request, reply, { invitations: pending.map(present.invitation) });
    },
  );
}
