import type { FastifyRequest } from 'fastify';
import type { User } from '../../../domain/user.ts';
import type { UserRef } from '../../../services/account.ts';
import { maySeeEmail } from '../../../services/users.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, Empty } from '../common-schema.ts';
import { CreateUserBody, UpdateUserBody, UserAnswer, UserList, UserParams } from '../user-schema.ts';

export function userRoutes(app: MemosApp, { services: { users } }: MemosOptions): void {
  const tags = ['users'];

  app.get(
    '/users',
    { schema: { tags, summary: 'List users (administrators)', response: answers(UserList) } },
    async (request, reply) => {
      const list = await users.list(principalOf(request));
      return sendJson(request, reply, { data: list.map((user) => present.user(user, true)) });
    },
  );

  app.post(
    '/users',
    {
      schema: {
        tags,
        summary: 'Create a user (administrators)',
        body: CreateUserBody,
        response: answers(UserAnswer),
      },
    },
    async (request, reply) => {
      const { username, password, email, nickname, role } = request.body;
      const input = { username, password, email, nickname, role };
      return sendJson(request, reply, present.user(await users.create(principalOf(request), input), true));
    },
  );

  app.get(
    '/users/:username',
    { schema: { tags, summary: 'Get a user', params: UserParams, response: answers(UserAnswer) } },
    async (request, reply) => {
      const user = await users.get(principalOf(request), userRef(request.params.username));
      return sendJson(request, reply, presentTo(request, user));
    },
  );

  app.patch(
    '/users/:username',
    {
      schema: {
        tags,
        summary: 'Update a profile; role and status by the host',
        params: UserParams,
        body: UpdateUserBody,
        response: answers(UserAnswer),
      },
    },
    async (request, reply) => {
      const { rowStatus, ...patch } = request.body;
      const user = await users.update(
        principalOf(request),
        userRef(request.params.username),
        { ...patch, status: rowStatus },
        preconditionOf(request, (current: User) => presentTo(request, current)),
      );
      return sendJson(request, reply, presentTo(request, user));
    },
  );

  app.delete(
    '/users/:username',
    {
      schema: {
        tags,
        summary: 'Close an account (administrators)',
        params: UserParams,
        response: answers(Empty),
      },
    },
    async (request) => {
      await users.remove(
        principalOf(request),
        userRef(request.params.username),
        preconditionOf(request, (current: User) => presentTo(request, current)),
      );
      return {};
    },
  );
}

/** `ada` or `1`; a name never starts with a digit. */
function userRef(text: string): UserRef {
  return /^[0-9]{1,15}$/.test(text) ? { id: Number(text) } : { username: text };
}

function presentTo(request: FastifyRequest, user: User) {
  return present.user(user, maySeeEmail(principalOf(request), user));
}
