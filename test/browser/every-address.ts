import { readFileSync } from 'node:fs';

/** Sections of the settings, as the app lists them. */
const SECTIONS = [
  ...readFileSync(new URL('../../web/src/pages/settings/section-list.ts', import.meta.url), 'utf8').matchAll(
    /section\('([a-z-]+)'/g,
  ),
].map(([, path]) => path!);

/** The addresses that the app knows, as its routes name them: a page that is new is here by itself. */
const ROUTES = [
  ...readFileSync(new URL('../../web/src/app/routes.tsx', import.meta.url), 'utf8').matchAll(
    / path="([^"]+)"/g,
  ),
].map(([, path]) => path!);

/** Every page of the app, by a name for its picture; `fill` gives what stands for the `:id` of a route. */
export function everyAddress(fill: Record<string, string>): [name: string, address: string][] {
  return ROUTES.filter((path) => !path.startsWith('/sign-')).flatMap((path): [string, string][] => {
    if (path.includes(':section')) {
      return [undefined, ...SECTIONS].map((section) => [
        `settings${section ? `-${section}` : ''}`,
        section ? `/settings/${section}` : '/settings',
      ]);
    }
    const name =
      path
        .replace(/:\w+\??/, 'one')
        .replaceAll('/', '-')
        .slice(1) || 'timeline';
    const id = fill[path];
    if (path.includes(':') && id === undefined)
      throw new Error(`Nothing to show at ${path}: name it in the test`);
    return [[name, path.replace(/:\w+\??/, id ?? '')]];
  });
}
