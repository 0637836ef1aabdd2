/** Whether a note, as it is read, has a heading of the first order; else the page needs one for those who do not see it. */
export const HAS_TITLE = /^ {0,3}# /m;
