import { DomainError } from '../../../domain/errors.ts';
import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, FoundList, SearchBody } from '../schema.ts';

/** The same failure with the name that the field has here. */
function aboutQuery(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  const details = error.details.map(({ field, issue }) => ({
    field: field === 'q' ? 'query' : field,
    issue,
  }));
  throw new DomainError(error.code, error.message, details, error.retryAfter);
}

export function searchRoutes(app: MemoriesApp, { services: { memories } }: MemoriesOptions): void {
  app.post(
    '/',
    {
      schema: {
        tags: ['memories'],
        summary: 'Search memories',
        body: SearchBody,
        response: answers(FoundList),
      },
    },
    async (request, reply) => {
      const { query, ...more } = request.body;
      const hits = await memories.search(principalOf(request), { q: query, ...more }).catch(aboutQuery);
      return sendJson(request, reply, { results: hits.map(present.found) });
    },
  );
}
