import { createHash, hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../domain/access.ts';
import type { NoteView, Status, Visibility } from '../../../domain/note.ts';
import { parseTime } from '../../../domain/time.ts';
import type { NoteQuery } from '../../../services/notes.ts';
import { assertIdempotencyKey, type Once } from '../../../services/once.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import { memoRef } from '../memo-ref.ts';
import * as present from '../present.ts';
import { answers, Empty } from '../common-schema.ts';
import {
  CreateMemoBody,
  DeleteMemoQuery,
  ListMemosQuery,
  MemoAnswer,
  MemoPage,
  MemoParams,
  UpdateMemoBody,
} from '../memo-schema.ts';
import type { Static } from 'typebox';

export function memoRoutes(app: MemosApp, { services: { notes }, answers: known }: MemosOptions): void {
  const tags = ['memos'];

  app.get(
    '/memos',
    { schema: { tags, summary: 'List memos', querystring: ListMemosQuery, response: answers(MemoPage) } },
    async (request, reply) => {
      const principal = principalOf(request);
      const query = noteQuery(request.query);
      return known.send(
        request,
        reply,
        principal,
        async () => {
          const { items, nextPageToken } = await notes.list(principal, query);
          return { data: items.map(present.memo), nextPageToken };
        },
        (revisions) => listTag(principal, revisions.slice(0, -1), request.url),
      );
    },
  );

  app.post(
    '/memos',
    { schema: { tags, summary: 'Create a memo', body: CreateMemoBody, response: answers(MemoAnswer) } },
    async (request, reply) => {
      const { content, visibility, pinned, createTime, displayTime, resources } = request.body;
      const input = {
        content,
        visibility,
        pinned,
        createdAt: createTime === undefined ? undefined : parseTime('createTime', createTime),
        displayAt: displayTime === undefined ? undefined : parseTime('displayTime', displayTime),
        attachments: resources && attachmentNames(resources),
      };
      const created = await notes.create(principalOf(request), input, onceFor(request));
      if ('replay' in created) {
        void reply.header('idempotency-replayed', 'true');
        return sendJson(request, reply, JSON.parse(created.replay));
      }
      return sendJson(request, reply, present.memo(created.result));
    },
  );

  app.get(
    '/memos/:id',
    { schema: { tags, summary: 'Get a memo', params: MemoParams, response: answers(MemoAnswer) } },
    async (request, reply) => {
      const principal = principalOf(request);
      const ref = memoRef(request.params.id);
      return known.send(request, reply, principal, async () => present.memo(await notes.get(principal, ref)));
    },
  );

  app.patch(
    '/memos/:id',
    {
      schema: {
        tags,
        summary: 'Update a memo',
        params: MemoParams,
        body: UpdateMemoBody,
        response: answers(MemoAnswer),
      },
    },
    async (request, reply) => {
      const { rowStatus, content, visibility, pinned, resources } = request.body;
      const note = await notes.update(
        principalOf(request),
        memoRef(request.params.id),
        {
          content,
          visibility,
          pinned,
          status: rowStatus,
          attachments: resources && attachmentNames(resources),
        },
        preconditionOf(request, present.memo),
      );
      return sendJson(request, reply, present.memo(note));
    },
  );

  app.delete(
    '/memos/:id',
    {
      schema: {
        tags,
        summary: 'Delete a memo (moves to trash; with force=true, from the trash for good)',
        params: MemoParams,
        querystring: DeleteMemoQuery,
        response: answers(Empty),
      },
    },
    async (request) => {
      await notes.remove(principalOf(request), memoRef(request.params.id), {
        force: request.query.force,
        precondition: preconditionOf(request, present.memo),
      });
      return {};
    },
  );
}

/** `resources/456` -> `456` */
function attachmentNames(resources: readonly { name: string }[]): string[] {
  return resources.map(({ name }) => name.slice('resources/'.length));
}

/** A list is as old as the revisions that it depends on. */
function listTag(principal: Principal, revisions: readonly number[], url: string): string {
  const reader = principal.kind === 'user' ? `u${principal.userId}` : 'anyone';
  const question = hash('sha1', url, 'base64url').slice(0, 10);
  return `"${reader}-${revisions.join('-')}-${question}"`;
}

function onceFor(request: FastifyRequest): Once<NoteView> | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  const text = String(key);
  assertIdempotencyKey(text);
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body)}`)
    .digest('hex');
  return { key: text, fingerprint, answer: (note) => JSON.stringify(present.memo(note)) };
}

const ORDERS = { created_ts: 'created', updated_ts: 'updated', pinned: 'pinned' } as const;

function noteQuery(query: Static<typeof ListMemosQuery>): NoteQuery {
  return {
    orderBy: ORDERS[query.orderBy],
    direction: query.order,
    limit: query.limit,
    page: query.page,
    pageToken: query.pageToken,
    tag: query.tag,
    status: (query.rowStatus?.toUpperCase() ?? 'NORMAL') as Status,
    visibility: query.visibility?.toUpperCase() as Visibility | undefined,
    ownerId: query.creator === undefined ? undefined : Number(query.creator.slice('users/'.length)),
    from: query.from === undefined ? undefined : parseTime('from', query.from),
    to: query.to === undefined ? undefined : parseTime('to', query.to),
  };
}
