import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import { LinksAnswer, VersionAnswer, VersionList, VersionParams } from '../detail-schema.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import { memoRef } from '../memo-ref.ts';
import * as present from '../present-details.ts';
import { answers } from '../common-schema.ts';
import { MemoParams } from '../memo-schema.ts';

/** What a memo said before, and what it is linked with. */
export function memoDetailRoutes(app: MemosApp, { services, answers: known }: MemosOptions): void {
  const tags = ['memos'];

  app.get(
    '/memos/:id/versions',
    {
      schema: {
        tags,
        summary: 'What a memo said before',
        params: MemoParams,
        response: answers(VersionList),
      },
    },
    async (request, reply) => {
      const versions = await services.noteHistory.list(principalOf(request), memoRef(request.params.id));
      return sendJson(request, reply, { data: versions.map(present.version) });
    },
  );

  app.get(
    '/memos/:id/versions/:version',
    {
      schema: {
        tags,
        summary: 'One of the versions, with its content',
        params: VersionParams,
        response: answers(VersionAnswer),
      },
    },
    async (request, reply) => {
      const { id, version } = request.params;
      const found = await services.noteHistory.get(principalOf(request), memoRef(id), version);
      return sendJson(request, reply, { ...present.version(found), content: found.content });
    },
  );

  app.get(
    '/memos/:id/links',
    {
      schema: {
        tags,
        summary: 'Links to and from a memo',
        params: MemoParams,
        response: answers(LinksAnswer),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const ref = memoRef(request.params.id);
      return known.send(request, reply, principal, async () =>
        present.links(await services.noteLinks.of(principal, ref)),
      );
    },
  );
}
