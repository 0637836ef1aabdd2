import { plainText } from '../../../src/domain/markdown/plain-text.ts';

/** What a line begins with that is no heading: a quotation, an item of a list, a task. A number is part of what is said. */
const BEGINNING = /^(?:>\s*)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?)?/;
/** Without one of these in it, a title is what it looks like. */
const MARKS = /[\\`*_~[\]<>&#]|^[-+]\s/;

/** A title as the heading that it is shown as, in Markdown: only what stands in the line still means something. */
export const titleHeading = (title: string): string => `# ${title.trim().replace(BEGINNING, '')}`;

/** A title (or another line of a note) as it is read, without the marks of Markdown; empty where only marks are in it. */
export const shownTitle = (title: string): string =>
  MARKS.test(title) ? plainText(titleHeading(title)) : title.trim();
