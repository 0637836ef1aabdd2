import { plainText } from '../../../src/domain/markdown/index.ts';

/** A title as it is read, without the marks of Markdown. */
export const plainOf = (title: string): string => plainText(title);
