import { invalid } from './errors.ts';

/**
 * Refuses what not every database keeps as it is: NUL, and halves of characters.
 * @throws INVALID_ARGUMENT naming `field`
 */
export function assertText(field: string, text: string): void {
  if (text.includes('\0')) throw invalid(field, 'Cannot hold the character NUL (U+0000)');
  if (!text.isWellFormed()) throw invalid(field, 'Must be valid Unicode: it holds half of a surrogate pair');
}
