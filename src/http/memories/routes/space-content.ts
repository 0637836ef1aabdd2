import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import { documentRef } from '../refs.ts';
import { answers, SpaceContentBody, SuccessWithMessage } from '../schema.ts';

export function spaceContentRoutes(app: MemoriesApp, { services: { spaces } }: MemoriesOptions): void {
  const tags = ['spaces'];

  app.post(
    '/addContent',
    {
      schema: {
        tags,
        summary: 'Add one of your memories to a space',
        body: SpaceContentBody,
        response: answers(SuccessWithMessage),
      },
    },
    async (request) => {
      const { spaceId, documentId } = request.body;
      await spaces.addNote(principalOf(request), spaceId, documentRef(documentId));
      return { success: true, message: 'Content added to space' };
    },
  );

  app.post(
    '/removeContent',
    {
      schema: {
        tags,
        summary: 'Take a memory out of a space',
        body: SpaceContentBody,
        response: answers(SuccessWithMessage),
      },
    },
    async (request) => {
      const { spaceId, documentId } = request.body;
      await spaces.removeNote(principalOf(request), spaceId, documentRef(documentId));
      return { success: true, message: 'Content removed from space' };
    },
  );
}
