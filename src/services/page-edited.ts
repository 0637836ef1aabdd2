import { givenAddress, stubContent, type Page } from '../domain/capture/page.ts';
import { sha256 } from './random.ts';

/** Whether the note says something else than capturing has written last: then capturing leaves it as it is. */
export function isEdited({ content }: { content: string }, page: Page): boolean {
  if (page.capturedHash === null) return content.trim() !== stubContent(givenAddress(page));
  return sha256(content) !== page.capturedHash;
}
