import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import { AddBody, Added, answers } from '../schema.ts';

export function addRoutes(app: MemoriesApp, { services: { memories } }: MemoriesOptions): void {
  app.post(
    '/',
    {
      schema: {
        tags: ['memories'],
        summary: 'Keep a page or a text',
        body: AddBody,
        response: answers(Added),
      },
    },
    async (request) => {
      const { content, spaces, prefetched } = request.body;
      const { note } = await memories.add(principalOf(request), {
        content,
        spaces,
        // Clients send what they have not found as an empty text.
        prefetched: prefetched && { ...prefetched, ogImage: prefetched.ogImage || undefined },
      });
      return { message: 'Content added successfully', id: note.uid, type: note.kind };
    },
  );
}
