import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, Empty } from '../common-schema.ts';
import { RenamedTag, RenameTagBody, TagList, TagParams, TagStatistics } from '../tag-schema.ts';

/** A single tag has no page of its own: `If-Match` takes the entity tag of the list. */
export function tagRoutes(app: MemosApp, { services, answers: known }: MemosOptions): void {
  const tags = ['tags'];

  app.get(
    '/tags',
    { schema: { tags, summary: 'List the tags of your memos', response: answers(TagList) } },
    async (request, reply) => {
      const principal = principalOf(request);
      return known.send(request, reply, principal, async () =>
        present.tagList(await services.tags.list(principal)),
      );
    },
  );

  app.get(
    '/tags/stats',
    { schema: { tags, summary: 'Statistics of your tags', response: answers(TagStatistics) } },
    async (request, reply) => {
      const principal = principalOf(request);
      return known.send(request, reply, principal, async () =>
        present.tagStatistics(await services.tags.statistics(principal)),
      );
    },
  );

  app.patch(
    '/tags/*',
    {
      schema: {
        tags,
        summary: 'Rename a tag in every memo',
        params: TagParams,
        body: RenameTagBody,
        response: answers(RenamedTag),
      },
    },
    async (request, reply) => {
      const { name } = request.body;
      const count = await services.tags.rename(
        principalOf(request),
        request.params['*'],
        name,
        preconditionOf(request, present.tagList),
      );
      return sendJson(request, reply, { name, count });
    },
  );

  app.delete(
    '/tags/*',
    {
      schema: { tags, summary: 'Take a tag out of every memo', params: TagParams, response: answers(Empty) },
    },
    async (request) => {
      await services.tags.remove(
        principalOf(request),
        request.params['*'],
        preconditionOf(request, present.tagList),
      );
      return {};
    },
  );
}
