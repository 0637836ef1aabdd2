import { plainText } from '../markdown/index.ts';
import { givenAddress, stubContent, type Page } from './page.ts';

/** Titles of pages are text that was escaped to stand in Markdown; one that has not been fetched is called by its address. */
export function pageTitle({ title, content }: { title: string; content: string }, page: Page): string {
  const address = givenAddress(page);
  return content.trim() === stubContent(address) ? address : plainText(title);
}
