import { isZeroTime, parseSeenEdit, type SeenEdit } from '../../../domain/edit-time.ts';
import { DomainError, invalid } from '../../../domain/errors.ts';
import { parseTime } from '../../../domain/time.ts';
import { linkFiles } from '../../../services/notebook-links.ts';
import { preconditionOf, sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { NotesiumApp, NotesiumOptions } from '../face.ts';
import { listBytes } from '../list-bytes.ts';
import * as present from '../present.ts';
import {
  answers,
  CreateBody,
  DeleteBody,
  Deleted,
  ListQuery,
  NoteAnswer,
  NoteList,
  NoteParams,
  UpdateBody,
} from '../schema.ts';
import { createRevisionTags } from '../tags.ts';

export function noteRoutes(app: NotesiumApp, options: NotesiumOptions): void {
  const { notebook } = options.services;
  const tags = ['notes'];
  const tagsOf = createRevisionTags(options.build.version);
  const shapes = { keyed: tagsOf('keyed'), list: tagsOf('list') };

  app.get(
    '/',
    { schema: { tags, summary: 'List all notes', querystring: ListQuery, response: answers(NoteList) } },
    async (request, reply) => {
      const principal = principalOf(request);
      const keyed = request.query.keyed ?? options.keyed;
      const shape = keyed ? 'keyed' : 'list';
      const tagOf = (revision = 0) => shapes[shape](request, revision);
      const make = async () => listBytes(linkFiles(await notebook.catalogue(principal)), keyed);
      return options.answers.send(request, reply, principal, make, ([own]) => tagOf(own));
    },
  );

  app.post(
    '/',
    { schema: { tags, summary: 'Create a note', body: CreateBody, response: answers(NoteAnswer) } },
    async (request, reply) => {
      const { Content: content = '', Ctime } = request.body;
      if (isZeroTime(Ctime)) throw missing('Ctime');
      const principal = principalOf(request);
      const file = await notebook.create(principal, { content, createdAt: parseTime('Ctime', Ctime) });
      return sendJson(request, reply, present.note(file, await notebook.folder(principal)));
    },
  );

  app.post('/:filename', { schema: { hide: true } }, async () => {
    throw new DomainError('INVALID_ARGUMENT', 'Filename should not be specified');
  });

  app.get(
    '/:filename',
    { schema: { tags, summary: 'Retrieve a note', params: NoteParams, response: answers(NoteAnswer) } },
    async (request, reply) => {
      const principal = principalOf(request);
      return options.answers.send(request, reply, principal, async () =>
        present.note(
          await notebook.get(principal, request.params.filename),
          await notebook.folder(principal),
        ),
      );
    },
  );

  app.patch(
    '/:filename',
    {
      // Whether there is such a note comes first.
      attachValidation: true,
      schema: {
        tags,
        summary: 'Update a note',
        params: NoteParams,
        body: UpdateBody,
        response: answers(NoteAnswer),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { filename } = request.params;
      if (request.validationError) {
        await notebook.get(principal, filename);
        throw request.validationError;
      }
      const { Content: content, LastMtime } = request.body;
      const folder = await notebook.folder(principal);
      const file = await notebook.rewrite(
        principal,
        filename,
        { content, seen: seenEdit(LastMtime) },
        preconditionOf(request, (current) => present.note(current, folder)),
      );
      return sendJson(request, reply, present.note(file, folder));
    },
  );

  app.delete(
    '/:filename',
    {
      schema: {
        tags,
        summary: 'Delete a note (moves to the trash)',
        params: NoteParams,
        body: DeleteBody,
        response: answers(Deleted),
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { filename } = request.params;
      const folder = await notebook.folder(principal);
      await notebook.remove(
        principal,
        filename,
        seenEdit(request.body.LastMtime),
        preconditionOf(request, (current) => present.note(current, folder)),
      );
      return { Filename: filename, Deleted: true };
    },
  );
}

function seenEdit(text: string): SeenEdit {
  const seen = parseSeenEdit('LastMtime', text);
  if (!seen) throw missing('LastMtime');
  return seen;
}

const missing = (field: string) => invalid(field, `${field} is required`);
