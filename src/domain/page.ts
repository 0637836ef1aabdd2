import { invalid } from './errors.ts';

/**
 * A cursor is opaque to its reader: base64url of a JSON array, the first item naming the order that it belongs to.
 * It holds the sort key of the last item shown, so a page costs the same at any depth and nothing shifts under it.
 */
export function encodeCursor(order: string, key: readonly number[]): string {
  return btoa(JSON.stringify([order, ...key]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * @param size how many numbers the key of this order has
 * @throws INVALID_ARGUMENT naming `pageToken` for anything but a cursor of this order
 */
export function decodeCursor(token: string, order: string, size: number): number[] {
  const [found, ...key] = readArray(token);
  if (key.length !== size || !key.every((part) => Number.isSafeInteger(part))) {
    throw invalid('pageToken', 'Is not a page token of this server; start again without it');
  }
  if (found !== order) {
    throw invalid('pageToken', 'Belongs to a list in another order; repeat the parameters of the first page');
  }
  return key as number[];
}

function readArray(token: string): unknown[] {
  try {
    const value: unknown = JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/')));
    return Array.isArray(value) ? (value as unknown[]) : [];
  } catch {
    return [];
  }
}
