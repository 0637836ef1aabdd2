import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { principalOf } from '../principal.ts';

/**
 * Entity tags of what depends on the caller's own notes and on what is asked, and on nothing else but the server: answers
 * hold local times, so one in another zone, or of another version, has other answers.
 */
export function createRevisionTags(version: string) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hashOf = (question: string) =>
    createHash('sha1').update(`${version} ${zone} ${question}`).digest('base64url').slice(0, 10);

  /** @returns what makes the tags of a question */
  return function tagsOf(question: string) {
    const hash = hashOf(question);
    return (request: FastifyRequest, revision: number): string => {
      const principal = principalOf(request);
      return `"n${principal.kind === 'user' ? principal.userId : 0}-${revision}-${hash}"`;
    };
  };
}
