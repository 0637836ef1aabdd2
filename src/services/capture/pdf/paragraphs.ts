/** A line that is this much shorter than the longest ends a paragraph, if a sentence ends there, too. */
const SHORT = 0.75;

/**
 * Paragraphs out of the lines of a page: lines are joined, words that were parted at the end of a line are one again, and a
 * new paragraph begins after an empty line, or a short line at which a sentence ends.
 */
export function paragraphsOf(page: string): string[] {
  const lines = page.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
  const longest = Math.max(...lines.map(({ length }) => length));
  const paragraphs: string[] = [];
  let paragraph = '';
  const end = (): void => {
    if (paragraph !== '') paragraphs.push(paragraph);
    paragraph = '';
  };
  for (const line of lines) {
    if (line === '' || /^(?:[•▪‣–]|\d{1,3}[.)]) /.test(line)) end();
    paragraph = joined(paragraph, line);
    if (line.length < longest * SHORT && /[.!?:。！？]["”’)]?$/.test(line)) end();
  }
  end();
  return paragraphs;
}

function joined(before: string, line: string): string {
  if (before === '' || line === '') return before + line;
  if (/\p{Ll}[-\u00AD\u2010]$/u.test(before) && /^\p{Ll}/u.test(line)) return before.slice(0, -1) + line;
  const isDense = /[\u2E80-\u9FFF\uFF00-\uFFEF]$/.test(before) && /^[\u2E80-\u9FFF\uFF00-\uFFEF]/.test(line);
  return before + (isDense ? '' : ' ') + line;
}
