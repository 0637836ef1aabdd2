import { invalid } from '../domain/errors.ts';

/**
 * Lenient parsers turn `%FF` into something else; what cannot be read must not be searched for or stored.
 * @param url path and query as they came
 * @throws INVALID_ARGUMENT naming the parameter
 */
export function assertDecodable(url: string): void {
  const start = url.indexOf('?');
  if (start === -1) return;
  for (const pair of url.slice(start + 1).split('&')) {
    try {
      decodeURIComponent(pair);
    } catch {
      const name = pair.split('=')[0] ?? '';
      throw invalid(/^[\w-]{1,64}$/.test(name) ? name : 'query', 'Must be percent-encoded UTF-8');
    }
  }
}
