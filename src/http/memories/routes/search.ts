import { requireUser } from '../../../domain/access.ts';
import { DomainError } from '../../../domain/errors.ts';
import { sendJson } from '../../conditional.ts';
import { principalOf } from '../../principal.ts';
import type { MemoriesApp, MemoriesOptions } from '../face.ts';
import * as present from '../present.ts';
import { answers, FoundList, SearchBody } from '../schema.ts';

const DEFAULT_LIMIT = 10;

/** The same failure with the name that the field has here. */
function aboutQuery(error: unknown): never {
  if (!(error instanceof DomainError)) throw error;
  const details = error.details.map(({ field, issue }) => ({
    field: field === 'q' ? 'query' : field,
    issue,
  }));
  throw new DomainError(error.code, error.message, details, error.retryAfter);
}

export function searchRoutes(app: MemoriesApp, { services: { search, spaces } }: MemoriesOptions): void {
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
      const principal = principalOf(request);
      const { query, limit = DEFAULT_LIMIT, threshold = 0, spaces: names = [] } = request.body;
      if (names.length === 0) requireUser(principal, 'read');
      const spaceIds = [];
      for (const name of names) spaceIds.push((await spaces.get(principal, name)).id);
      const within = names.length === 0 ? 'own' : { spaceIds };
      const { hits } = await search.find(principal, { q: query, limit, within }).catch(aboutQuery);
      return sendJson(request, reply, {
        results: hits.filter(({ score }) => score >= threshold).map(present.found),
      });
    },
  );
}
