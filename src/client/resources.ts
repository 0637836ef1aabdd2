import { ClientError, errorFrom } from './client-error.ts';
import { resourcePath } from './resource-address.ts';
import type { Page, Resource } from './types.ts';
import type { Transport } from './transport.ts';

interface UploadOptions {
  /** `memos/<id>` that is to show it. */
  memo?: string | undefined;
  /** From 0 to 1, where the platform tells; browsers do. */
  onProgress?: ((fraction: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

export function createResources(transport: Transport) {
  const { json, url } = transport;
  return {
    list: (query: { limit?: number; pageToken?: string | undefined } = {}, signal?: AbortSignal) =>
      json<Page<Resource>>('GET', '/api/v1/resources', { query, signal }),

    upload: (file: Blob, filename: string, options: UploadOptions = {}): Promise<Resource> =>
      send(transport, file, filename, options),

    remove: (id: number | string) => json<object>('DELETE', resourcePath(id)),

    /** Where its bytes are. */
    address: (id: number | string, { thumbnail }: { thumbnail?: boolean } = {}): string =>
      url(resourcePath(id), { thumbnail }),
  };
}

/** `fetch` does not tell how much of a body has left; the older interface of browsers does. */
interface Xhr {
  upload: Listens<{ loaded: number; total: number }>;
  status: number;
  responseText: string;
  addEventListener: Listens<unknown>['addEventListener'];
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getResponseHeader(name: string): string | null;
  send(body: FormData): void;
  abort(): void;
}

interface Listens<Event> {
  addEventListener(name: string, listener: (event: Event) => void): void;
}

async function send(
  transport: Transport,
  file: Blob,
  filename: string,
  options: UploadOptions,
): Promise<Resource> {
  const form = new FormData();
  if (options.memo !== undefined) form.set('memo', options.memo);
  form.set('file', file, filename);
  const { XMLHttpRequest: Request } = globalThis as { XMLHttpRequest?: new () => Xhr };
  return Request ? byXhr(new Request(), transport, form, options) : byFetch(transport, form, options);
}

function byXhr(xhr: Xhr, { url, headers }: Transport, form: FormData, options: UploadOptions) {
  const { onProgress, signal } = options;
  return new Promise<Resource>((resolve, reject) => {
    xhr.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total > 0 ? loaded / total : 0),
    );
    xhr.addEventListener('error', () =>
      reject(new ClientError(0, 'NETWORK', 'The server cannot be reached')),
    );
    xhr.addEventListener('abort', () => reject(new DOMException('The upload was stopped', 'AbortError')));
    xhr.addEventListener('load', () => {
      const { status, responseText } = xhr;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as Resource);
      else reject(errorFrom(status, responseText, xhr.getResponseHeader('retry-after')));
    });
    xhr.open('POST', url('/api/v1/resources'));
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    signal?.addEventListener('abort', () => xhr.abort(), { once: true });
    if (signal?.aborted) return reject(new DOMException('The upload was stopped', 'AbortError'));
    xhr.send(form);
  });
}

async function byFetch({ url, headers }: Transport, form: FormData, { signal }: UploadOptions) {
  const answer = await fetch(url('/api/v1/resources'), {
    method: 'POST',
    body: form,
    headers,
    ...(signal && { signal }),
  });
  const text = await answer.text();
  if (!answer.ok) throw errorFrom(answer.status, text, answer.headers.get('retry-after'));
  return JSON.parse(text) as Resource;
}
