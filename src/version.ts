import { readFileSync } from 'node:fs';

/** This program's version; both `src/` and `dist/` lie beside the package's own description. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

declare const COMMONPLACE_GITVERSION: string | undefined;
declare const COMMONPLACE_BUILDTIME: string | undefined;

/** What scripts/build.mjs says about the bundle; a working copy was not built. */
export const BUILD = {
  gitversion: typeof COMMONPLACE_GITVERSION === 'string' ? COMMONPLACE_GITVERSION : 'unset',
  buildtime: typeof COMMONPLACE_BUILDTIME === 'string' ? COMMONPLACE_BUILDTIME : 'unset',
};
