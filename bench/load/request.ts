export interface RequestParts {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its query. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: object;
}

/** A whole HTTP/1.1 request, ready to be sent. */
export function requestBytes({ method = 'GET', path, headers = {}, body }: RequestParts): Buffer {
  const content = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(body && { 'content-type': 'application/json', 'content-length': String(content.length) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), content]);
}
