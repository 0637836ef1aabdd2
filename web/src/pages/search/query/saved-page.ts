/** What a search is narrowed to saved pages by, in place of the id of a space. */
export const SAVED_PAGES = 'pages';

/** How the note of a saved page begins: its title, and where it comes from on a line of its own. */
const SOURCE = /^(?:# [^\n]*\n\s*)?<(https?:\/\/[^\s<>]+)>\s*(?:\n|$)/;

/** The address of the page that was saved as this note; undefined where it is no saved page. */
export const sourceOf = (content: string): string | undefined => SOURCE.exec(content)?.[1];

/** `example.com` */
export const siteOf = (address: string): string =>
  /^https?:\/\/(?:www\.)?([^/?#:]+)/.exec(address)?.[1] ?? address;
