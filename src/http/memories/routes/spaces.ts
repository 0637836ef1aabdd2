import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import * as present from '../present.ts';
import {
  answers,
  CreateSpaceBody,
  SpaceAnswer,
  SpaceCreated,
  SpaceList,
  SpaceParams,
  Success,
  UpdateSpaceBody,
} from '../schema.ts';

export function spaceRoutes(app: MemoriesApp, { services: { spaces } }: MemoriesOptions): void {
  const tags = ['spaces'];

  app.get(
    '/',
    { schema: { tags, summary: 'List spaces', response: answers(SpaceList) } },
    async (request, reply) => {
      const found = await spaces.list(principalOf(request));
      return sendJson(request, reply, { spaces: found.map(present.space) });
    },
  );

  app.post(
    '/create',
    { schema: { tags, summary: 'Create a space', body: CreateSpaceBody, response: answers(SpaceCreated) } },
    async (request, reply) => {
      const { spaceName: name, isPublic } = request.body;
      const created = await spaces.create(principalOf(request), { name, isPublic });
      return sendJson(request, reply, {
        message: 'Space created successfully',
        space: present.space(created),
      });
    },
  );

  app.get(
    '/:id',
    { schema: { tags, summary: 'Get a space', params: SpaceParams, response: answers(SpaceAnswer) } },
    async (request, reply) =>
      sendJson(request, reply, present.space(await spaces.get(principalOf(request), request.params.id))),
  );

  app.patch(
    '/:id',
    {
      schema: {
        tags,
        summary: 'Rename a space, or change who may read it',
        params: SpaceParams,
        body: UpdateSpaceBody,
        response: answers(SpaceAnswer),
      },
    },
    async (request, reply) => {
      const { name, spaceName, isPublic } = request.body;
      const view = await spaces.update(
        principalOf(request),
        request.params.id,
        { name: name ?? spaceName, isPublic },
        preconditionOf(request, present.space),
      );
      return sendJson(request, reply, present.space(view));
    },
  );

  app.delete(
    '/:id',
    {
      schema: {
        tags,
        summary: 'Delete a space (the memories stay with their owners)',
        params: SpaceParams,
        response: answers(Success),
      },
    },
    async (request) => {
      const precondition = preconditionOf(request, present.space);
      await spaces.remove(principalOf(request), request.params.id, precondition);
      return { success: true };
    },
  );

  for (const method of ['POST', 'DELETE'] as const) {
    app.route({
      method,
      url: '/:id/favorite',
      schema: {
        tags,
        summary: method === 'POST' ? 'Make a space a favourite' : 'Make a space no favourite any more',
        params: SpaceParams,
        response: answers(SpaceAnswer),
      },
      handler: async (request, reply) => {
        const view = await spaces.setFavorite(
          principalOf(request),
          request.params.id,
          method === 'POST',
          preconditionOf(request, present.space),
        );
        return sendJson(request, reply, present.space(view));
      },
    });
  }
}
