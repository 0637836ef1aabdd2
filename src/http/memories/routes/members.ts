import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import * as present from '../present.ts';
import {
  AnswerBody,
  answers,
  InvitationAnswer,
  InviteBody,
  MemberAnswer,
  MemberBody,
  MemberList,
  MemberParams,
  SpaceParams,
  Success,
} from '../schema.ts';

/** A member has no page of its own: `If-Match` takes the entity tag of the list. */
export function memberRoutes(app: MemoriesApp, { services: { spaceMembers } }: MemoriesOptions): void {
  const tags = ['spaces'];

  app.post(
    '/:id/invite',
    {
      schema: {
        tags,
        summary: 'Invite somebody to a space',
        params: SpaceParams,
        body: InviteBody,
        response: answers(MemberAnswer),
      },
    },
    async (request, reply) => {
      const { email, accessType: access } = request.body;
      const member = await spaceMembers.invite(principalOf(request), request.params.id, { email, access });
      return sendJson(request, reply, present.member(member));
    },
  );

  app.get(
    '/:id/invitation',
    {
      schema: {
        tags,
        summary: 'Your invitation to a space',
        params: SpaceParams,
        response: answers(InvitationAnswer),
      },
    },
    async (request, reply) => {
      const invitation = await spaceMembers.invitation(principalOf(request), request.params.id);
      return sendJson(request, reply, present.invitation(invitation));
    },
  );

  for (const answer of ['accept', 'reject'] as const) {
    app.post(
      `/invites/${answer}`,
      {
        schema: {
          tags,
          summary: answer === 'accept' ? 'Accept an invitation' : 'Reject an invitation, or leave a space',
          body: AnswerBody,
          response: answers(InvitationAnswer),
        },
      },
      async (request, reply) => {
        const invitation = await spaceMembers[answer](principalOf(request), request.body.spaceId);
        return sendJson(request, reply, present.invitation(invitation));
      },
    );
  }

  app.get(
    '/:id/members',
    {
      schema: {
        tags,
        summary: 'List who was invited to a space',
        params: SpaceParams,
        response: answers(MemberList),
      },
    },
    async (request, reply) => {
      const members = await spaceMembers.list(principalOf(request), request.params.id);
      return sendJson(request, reply, present.memberList(members));
    },
  );

  app.patch(
    '/:id/members/:email',
    {
      schema: {
        tags,
        summary: 'Change what a member may do',
        params: MemberParams,
        body: MemberBody,
        response: answers(MemberAnswer),
      },
    },
    async (request, reply) => {
      const { id, email } = request.params;
      const member = await spaceMembers.setAccess(
        principalOf(request),
        id,
        email,
        request.body.accessType,
        preconditionOf(request, present.memberList),
      );
      return sendJson(request, reply, present.member(member));
    },
  );

  app.delete(
    '/:id/members/:email',
    {
      schema: {
        tags,
        summary: 'Remove a member, or take an invitation back',
        params: MemberParams,
        response: answers(Success),
      },
    },
    async (request) => {
      const { id, email } = request.params;
      const precondition = preconditionOf(request, present.memberList);
      await spaceMembers.remove(principalOf(request), id, email, precondition);
      return { success: true };
    },
  );
}
