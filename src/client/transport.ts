import { ClientError, errorFrom } from './client-error.ts';

export interface ClientOptions {
  /** Of the server, such as `https://notes.example.com`; empty in a page that the server itself sent. */
  baseUrl?: string;
  /** An access token; without one, the browser's session counts. */
  token?: string | undefined;
  fetch?: typeof fetch | undefined;
}

interface Request {
  query?: Query | undefined;
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal | undefined;
  /** Lets the request outlive the page that sends it. */
  keepalive?: boolean | undefined;
  /** `no-cache`: what the browser has is confirmed first. */
  cache?: 'no-cache' | undefined;
}

/** What is undefined is left out. */
type Query = Record<string, string | number | boolean | undefined>;

/** One request at a time: JSON in, JSON out, a `ClientError` where that fails. */
export interface Transport {
  json<T>(method: string, path: string, request?: Request): Promise<T>;
  /** The answer itself, when its status is a good one. */
  open(method: string, path: string, request?: Request): Promise<Response>;
  /** The full address of a path, and the headers that say who asks; for what `fetch` cannot do. */
  url(path: string, query?: Query): string;
  headers: Readonly<Record<string, string>>;
}

export function createTransport({ baseUrl = '', token, fetch: given }: ClientOptions): Transport {
  const base = baseUrl.replace(/\/$/, '');
  const ask = given ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const credentials: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };

  const url = (path: string, query: Query = {}): string => {
    const asked = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(
      asked.map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    return `${base}${path}${search === '' ? '' : `?${search}`}`;
  };

  async function open(method: string, path: string, request: Request = {}): Promise<Response> {
    const { query, body, headers, signal, keepalive, cache } = request;
    const answer = await connected(
      ask(url(path, query), {
        method,
        credentials: 'same-origin',
        headers: {
          ...credentials,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
        ...(keepalive && { keepalive }),
        ...(cache && { cache }),
      }),
    );
    if (answer.ok) return answer;
    throw errorFrom(answer.status, await answer.text(), answer.headers.get('retry-after'));
  }

  return {
    open,
    url,
    headers: credentials,
    async json<T>(method: string, path: string, request?: Request): Promise<T> {
      const answer = await open(method, path, request);
      const text = await connected(answer.text());
      return (text === '' ? {} : JSON.parse(text)) as T;
    },
  };
}

async function connected<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ClientError(0, 'NETWORK', 'The server cannot be reached');
  }
}
