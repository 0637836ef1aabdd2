import { readFileSync } from 'node:fs';

/** This program's version; both `src/` and `dist/` lie beside the package's own description. */
export const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
