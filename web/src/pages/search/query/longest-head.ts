/** A first line up to so many characters is a title; a longer one is a paragraph, and stands in the snippet. */
export const LONGEST_HEAD = 90;
