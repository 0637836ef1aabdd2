/** Where the API of a file is, below the address of the server. */
export const resourcePath = (id: number | string): string => `/api/v1/resources/${encodeURIComponent(id)}`;

/** Where the bytes of a file are, for a page of the same server. */
export const resourceAddress = (id: number | string, { thumbnail = false } = {}): string =>
  resourcePath(id) + (thumbnail ? '?thumbnail=true' : '');
