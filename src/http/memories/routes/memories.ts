import { hash } from 'node:crypto';
import type { Static } from 'typebox';
import { requireUser, type Principal } from '../../../domain/access.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import { createPresent } from '../present.ts';
import { documentRef, documentRefIn } from '../refs.ts';
import {
  answers,
  BatchDeleteBody,
  BatchDeleted,
  ListQuery,
  MemoryAnswer,
  MemoryPage,
  MemoryParams,
  Success,
  UpdateMemoryBody,
} from '../schema.ts';

/** For five minutes a client may show what it has without asking (memories-list-api.txt, "Caching"). */
const CACHING = { 'cache-control': 'private, max-age=300', vary: 'Cookie, Authorization' };

export function memoryRoutes(
  app: MemoriesApp,
  { services: { memories }, answers: known, ownAddress }: MemoriesOptions,
): void {
  const tags = ['memories'];
  const present = createPresent(ownAddress);

  app.get(
    '/',
    { schema: { tags, summary: 'List memories', querystring: ListQuery, response: answers(MemoryPage) } },
    async (request, reply) => {
      const principal = principalOf(request);
      const { query } = request;
      const { start, count, spaceId: space, pageToken } = query;
      const path = request.url.split('?', 1)[0] ?? '';
      let next = '';
      return known.send(
        request,
        reply,
        principal,
        async () => {
          const { items, total, nextPageToken } = await memories.list(principal, {
            start,
            count,
            space,
            pageToken,
          });
          next = nextPageToken;
          return { items: items.map(space === undefined ? present.memory : present.ofSpace), total };
        },
        async ([own = 0]) => {
          const { name, revision } = await scopeOf(principal, space, own);
          return listTag(name, query, revision);
        },
        () => ({ ...CACHING, ...(next !== '' && { link: linkTo(path, query, next) }) }),
      );
    },
  );

  app.get(
    '/:id',
    { schema: { tags, summary: 'Get a memory', params: MemoryParams, response: answers(MemoryAnswer) } },
    async (request, reply) => {
      const principal = principalOf(request);
      const ref = documentRef(request.params.id);
      return known.send(request, reply, principal, async () =>
        present.detail(await memories.get(principal, ref)),
      );
    },
  );

  app.patch(
    '/:id',
    {
      schema: {
        tags,
        summary: 'Update a memory',
        params: MemoryParams,
        body: UpdateMemoryBody,
        response: answers(MemoryAnswer),
      },
    },
    async (request, reply) => {
      const { content, visibility } = request.body;
      const detail = await memories.update(
        principalOf(request),
        documentRef(request.params.id),
        { content, visibility },
        preconditionOf(request, present.detail),
      );
      return sendJson(request, reply, present.detail(detail));
    },
  );

  app.delete(
    '/:id',
    {
      schema: {
        tags,
        summary: 'Delete a memory (moves to the trash)',
        params: MemoryParams,
        response: answers(Success),
      },
    },
    async (request) => {
      const precondition = preconditionOf(request, present.detail);
      await memories.remove(principalOf(request), documentRef(request.params.id), precondition);
      return { success: true };
    },
  );

  app.post(
    '/batch-delete',
    {
      schema: {
        tags,
        summary: 'Delete many memories (moves to the trash)',
        body: BatchDeleteBody,
        response: answers(BatchDeleted),
      },
    },
    async (request) => {
      const refs = request.body.ids.flatMap((id) => documentRefIn(id) ?? []);
      const deletedCount = await memories.removeAll(principalOf(request), refs);
      return { success: true, deletedCount };
    },
  );

  app.post(
    '/:id/capture',
    {
      schema: {
        tags,
        summary: 'Fetch the page of a memory again',
        params: MemoryParams,
        response: answers(MemoryAnswer),
      },
    },
    async (request, reply) => {
      const precondition = preconditionOf(request, present.detail);
      const ref = documentRef(request.params.id);
      const detail = await memories.recapture(principalOf(request), ref, precondition);
      return sendJson(request, reply, present.detail(detail));
    },
  );

  /** What the caller's own list depends on has just been read. */
  async function scopeOf(principal: Principal, space: string | undefined, own: number) {
    if (space !== undefined) return memories.scope(principal, space);
    return { name: String(requireUser(principal, 'read').userId), revision: own };
  }
}

type Query = Static<typeof ListQuery>;

/** `"7-0-10-r42"` */
function listTag(name: string, { start, count, pageToken }: Query, revision: number): string {
  const below = pageToken === undefined ? '' : `-${hash('sha1', pageToken, 'hex').slice(0, 10)}`;
  return `"${name}-${start}-${count}${below}-r${revision}"`;
}

function linkTo(path: string, { count, spaceId }: Query, pageToken: string): string {
  const space = spaceId === undefined ? '' : `&spaceId=${encodeURIComponent(spaceId)}`;
  return `<${path}?count=${count}${space}&pageToken=${pageToken}>; rel="next"`;
}
