/** What the caches of the app are called; those of a version end in its name. */
export const CACHES = 'commonplace-';
/** Pictures that were seen: of one account, and forgotten with it. */
export const PICTURES = `${CACHES}pictures`;
