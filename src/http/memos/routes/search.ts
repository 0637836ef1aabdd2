import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemosApp, MemosOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers } from '../common-schema.ts';
import { SearchPage, SearchQuery } from '../memo-schema.ts';

export function searchRoutes(app: MemosApp, { services: { search } }: MemosOptions): void {
  app.get(
    '/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Search memos by content and metadata',
        querystring: SearchQuery,
        response: answers(SearchPage),
      },
    },
    async (request, reply) => {
      const { hits, nextPageToken } = await search.find(principalOf(request), request.query);
      return sendJson(request, reply, { data: hits.map(present.searchResult), nextPageToken });
    },
  );
}
