import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import {
  parseAttachmentRef,
  type AttachmentRef,
  type AttachmentView,
} from '../../../domain/attachment/index.ts';
import { invalid, notFound } from '../../../domain/errors.ts';
import { assertIdempotencyKey, type Once } from '../../../services/once.ts';
import type { NoteRef } from '../../../services/notes.ts';
import { ifMatch, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, Empty } from '../common-schema.ts';
import {
  FileAnswer,
  ListResourcesQuery,
  ResourceAnswer,
  ResourcePage,
  ResourceParams,
  ThumbnailQuery,
  UploadBody,
  UploadForm,
} from '../resource-schema.ts';
import { readForm, readJson, type JsonUpload, type Upload } from '../uploads.ts';
import { sendResource, sendThumbnail } from '../resource-content.ts';

const MIB = 1024 * 1024;
/** A file that comes inside JSON is in memory as a whole, and a third larger. */
const MAX_JSON = 22 * MIB;

export async function resourceRoutes(
  app: MemosApp,
  { services: { attachments } }: MemosOptions,
): Promise<void> {
  const tags = ['resources'];

  app.get(
    '/resources',
    {
      schema: {
        tags,
        summary: 'List your resources, newest first',
        querystring: ListResourcesQuery,
        response: answers(ResourcePage),
      },
    },
    async (request, reply) => {
      const { items, nextPageToken } = await attachments.list(principalOf(request), request.query);
      return sendJson(request, reply, { data: items.map(present.resource), nextPageToken });
    },
  );

  // Forms are read here alone: elsewhere they are of an unsupported type.
  await app.register(async (uploads) => {
    await uploads.register(multipart);
    uploads.post(
      '/resources',
      {
        bodyLimit: MAX_JSON,
        config: { slowBody: true },
        schema: {
          tags,
          summary: 'Upload a file: as the field `file` of a form or, up to 16 MiB, as JSON',
          body: {
            content: {
              'multipart/form-data': { schema: UploadForm },
              'application/json': { schema: UploadBody },
            },
          },
          response: answers(ResourceAnswer),
        },
      },
      async (request, reply) => {
        const principal = principalOf(request);
        const key = idempotencyKeyOf(request);
        const upload = request.isMultipart()
          ? await readForm(request, attachments, principal)
          : await readJson(request.body as JsonUpload | undefined, attachments, principal);
        const note = await memoRefOf(upload);
        const created = await attachments.add(
          principal,
          upload.incoming,
          note,
          key === undefined ? undefined : onceFor(key, upload),
        );
        if ('replay' in created) return sendJson(request, reply, JSON.parse(created.replay));
        return sendJson(request, reply, present.resource(created.result));
      },
    );
  });

  // HEAD on its own, so that it reads no bytes.
  for (const method of ['GET', 'HEAD'] as const) {
    app.route({
      method,
      url: '/resources/:id',
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Download a resource, or (with thumbnail=true) a small picture of it',
        params: ResourceParams,
        querystring: ThumbnailQuery,
        response: { ...answers(Empty), 200: FileAnswer, 206: FileAnswer },
        hide: method === 'HEAD',
      },
      handler: async (request, reply) => {
        const ref = resourceRef(request.params.id);
        return request.query.thumbnail
          ? sendThumbnail(request, reply, attachments, ref)
          : sendResource(request, reply, attachments, ref);
      },
    });
  }

  app.delete(
    '/resources/:id',
    { schema: { tags, summary: 'Delete a resource', params: ResourceParams, response: answers(Empty) } },
    async (request) => {
      const matches = ifMatch(request);
      const precondition = matches && ((resource: AttachmentView) => matches(`"${resource.hash}"`));
      await attachments.remove(principalOf(request), resourceRef(request.params.id), precondition);
      return {};
    },
  );
}

/** @throws NOT_FOUND for what is neither a number nor a uid */
function resourceRef(text: string): AttachmentRef {
  const ref = parseAttachmentRef(text);
  if (!ref) throw notFound('Resource');
  return ref;
}

/** `memos/123`, the bare id, or the uid. Whatever else it is, the upload is forgotten. */
async function memoRefOf({ memo, incoming }: Upload): Promise<NoteRef | undefined> {
  if (memo === undefined || memo === '') return undefined;
  const ref = parseAttachmentRef(memo.replace(/^memos\//, ''));
  if (ref) return ref;
  await incoming.received.discard();
  throw invalid('memo', 'Must be written as memos/123');
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  assertIdempotencyKey(String(key));
  return String(key);
}

function onceFor(key: string, { incoming, memo }: Upload): Once<AttachmentView> {
  const question = ['resources', incoming.received.hash, incoming.filename, incoming.type, memo ?? ''];
  const fingerprint = createHash('sha256').update(JSON.stringify(question)).digest('hex');
  return { key, fingerprint, answer: (attachment) => JSON.stringify(present.resource(attachment)) };
}
