import type { Memory } from '../../../src/client/index.ts';

const EXCERPT = 320;

/** `example.com`, the site that a page is of. */
export function siteOf({ url }: Pick<Memory, 'url'>): string {
  return (URL.parse(url)?.hostname ?? url).replace(/^www\./, '');
}

/** An address as people read it: without what is always the same. */
export const shortAddress = (url: string): string =>
  url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');

/** The text of a page alone: its note begins with its title and its address. */
export function textOf({ content }: Pick<Memory, 'content'>): string {
  return content.replace(/^\s*(?:# [^\n]*\n+)?<https?:\/\/[^>\s]*>\s*/, '');
}

/** What a page says of itself, or else how its text begins. */
export function firstWords(memory: Memory): string {
  return memory.description.trim() || plain(textOf(memory).slice(0, 2 * EXCERPT)).slice(0, EXCERPT);
}

/** Markdown without its marks, well enough for two lines that nobody edits. */
function plain(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[\s>#*+-]+/gm, '')
    .replace(/\\([\\`*_{}[\]()#+.!~<>|-])/g, '$1')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const KEPT = /^\/api\/v1\/resources\/\w+$/;

/** A small one of the picture of a page, if it is kept here: nothing is loaded from elsewhere. */
export function ownPicture({ ogImage }: Pick<Memory, 'ogImage'>): string | null {
  return KEPT.test(ogImage) ? `${ogImage}?thumbnail=true` : null;
}
