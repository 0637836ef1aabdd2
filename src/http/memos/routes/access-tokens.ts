import { SCOPES, type Scope } from '../../../domain/access.ts';
import { parseTime } from '../../../domain/time.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import {
  AccessTokenAnswer,
  AccessTokenList,
  AccessTokenParams,
  CreateAccessTokenBody,
  NewAccessTokenAnswer,
} from '../access-token-schema.ts';
import { answers, Empty } from '../common-schema.ts';

export function accessTokenRoutes(app: MemosApp, { services: { tokens } }: MemosOptions): void {
  const tags = ['access tokens'];

  app.get(
    '/access-tokens',
    { schema: { tags, summary: 'List your access tokens', response: answers(AccessTokenList) } },
    async (request, reply) => {
      const list = await tokens.list(principalOf(request));
      return sendJson(request, reply, { data: list.map(present.accessToken) });
    },
  );

  app.post(
    '/access-tokens',
    {
      schema: {
        tags,
        summary: 'Create an access token; the answer alone shows it',
        body: CreateAccessTokenBody,
        response: answers(NewAccessTokenAnswer),
      },
    },
    async (request, reply) => {
      const { name, description, expiresAt, scopes } = request.body;
      const { token, secret } = await tokens.create(principalOf(request), {
        name,
        description,
        expiresAt: expiresAt === undefined ? undefined : parseTime('expiresAt', expiresAt),
        scope: scopes && widest(scopes),
      });
      void reply.header('cache-control', 'no-store');
      return sendJson(request, reply, { ...present.accessToken(token), accessToken: secret });
    },
  );

  app.get(
    '/access-tokens/:id',
    {
      schema: {
        tags,
        summary: 'Get an access token, without its secret',
        params: AccessTokenParams,
        response: answers(AccessTokenAnswer),
      },
    },
    async (request, reply) =>
      sendJson(
        request,
        reply,
        present.accessToken(await tokens.get(principalOf(request), request.params.id)),
      ),
  );

  app.delete(
    '/access-tokens/:id',
    {
      schema: {
        tags,
        summary: 'Revoke an access token',
        params: AccessTokenParams,
        response: answers(Empty),
      },
    },
    async (request) => {
      await tokens.revoke(
        principalOf(request),
        request.params.id,
        preconditionOf(request, present.accessToken),
      );
      return {};
    },
  );
}

/** Each scope includes the ones before it. */
function widest(scopes: readonly Scope[]): Scope | undefined {
  return SCOPES.findLast((scope) => scopes.includes(scope));
}
