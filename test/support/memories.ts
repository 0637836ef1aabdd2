import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Overrides } from '../../src/app.ts';
import type { AppConfig } from '../../src/config.ts';
import { contractOf } from './contract.ts';
import { startInstance, type Account, type Answer, type Instance } from './instance.ts';

/** One step of a batch, as its stream tells it. */
interface Step {
  progress: number;
  status: 'processing' | 'completed';
  processed: number;
  total: number;
  succeeded: number;
  failed: number;
  title?: string;
  error?: string;
}

/** The memories API of a server of its own. Every answer is checked against its OpenAPI document. */
export interface Memories extends Instance {
  /** Keeps something, a second after whatever was before. @returns its id */
  add(author: Account, content: string, more?: object): Promise<string>;
  /** One page of `/api/memories`; without a reader, as anybody sees it. */
  list(reader: Account | null, query?: string): Promise<{ items: any[]; total: number }>;
  /** What is written in the memories of such a page. */
  contents(reader: Account | null, query?: string): Promise<string[]>;
  /** @returns its id */
  space(owner: Account, isPublic?: boolean, spaceName?: string): Promise<string>;
  /** Invites somebody, who accepts. */
  join(owner: Account, spaceId: string, guest: Account, accessType?: 'read' | 'edit'): Promise<void>;
  /** A memory whose page is not waited for any more; polls. */
  captured(reader: Account, id: string): Promise<any>;
  /** The steps of a batch, when its stream has ended. */
  batch(author: Account, body: object): Promise<Step[]>;
}

const PATHS = /^(\/api\/(memories|add|search|spaces|invitations)|\/v1)(\/|\?|$)/;
const LIMIT_MS = 8000;

export async function startMemories(
  config: Partial<AppConfig> = {},
  overrides: Overrides = {},
): Promise<Memories> {
  const instance = await startInstance({ allowPrivateCapture: true, ...config }, overrides);
  const check = await contractOf(instance, '/api/memories/openapi.json', 'MemoriesError');

  const call: Instance['call'] = async (method, path, options) => {
    const answer = await instance.call(method, path, options);
    if (PATHS.test(path) && !path.endsWith('/openapi.json')) {
      check(method, path.replace(/^\/v1/, '/api'), answer);
    }
    return answer;
  };

  async function good(answer: Promise<Answer>): Promise<Answer> {
    const given = await answer;
    if (given.status !== 200) throw new Error(`${given.status}: ${given.text}`);
    return given;
  }

  const post = (account: Account, path: string, body: object) =>
    good(call('POST', path, { token: account.token, body }));

  const memories: Memories = {
    ...instance,
    call,
    async add(author, content, more = {}) {
      instance.time.now += 1000;
      return (await post(author, '/api/add', { content, ...more })).json.id;
    },
    async list(reader, query = '') {
      return (await good(call('GET', `/api/memories?${query}`, { token: reader?.token }))).json;
    },
    async contents(reader, query) {
      return (await memories.list(reader, query)).items.map((item) => item.content);
    },
    async space(owner, isPublic = false, spaceName = 'A space') {
      return (await post(owner, '/api/spaces/create', { spaceName, isPublic })).json.space.id;
    },
    async join(owner, spaceId, guest, accessType = 'read') {
      const email = `${guest.username}@example.com`;
      await post(owner, `/api/spaces/${spaceId}/invite`, { email, accessType });
      await post(guest, '/api/spaces/invites/accept', { spaceId });
    },
    async captured(reader, id) {
      const end = Date.now() + LIMIT_MS;
      for (;;) {
        const { json } = await good(call('GET', `/api/memories/${id}`, { token: reader.token }));
        if (json.status !== 'queued') return json;
        if (Date.now() > end) throw new Error(`Still queued: ${JSON.stringify(json)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async batch(author, body) {
      return stepsIn((await post(author, '/api/batch-add', body)).text);
    },
  };
  return memories;
}

/** The events of a stream; comments are read over. */
function stepsIn(text: string): Step[] {
  const blocks = text.split('\n\n').filter((block) => block.startsWith('data: '));
  return blocks.map((block) => JSON.parse(block.slice('data: '.length)) as Step);
}

/** The fields that an error answer names. */
export function fieldsOf({ json }: Answer): string[] {
  return (json.details as { field: string }[]).map(({ field }) => field);
}

/** The address that a Link header gives for what comes next. */
export function nextOf({ headers }: Answer): string | undefined {
  return /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1];
}

export interface Pages {
  url: string;
  /** What is answered from now on: the HTML of a path, a picture, or a status. */
  pages: Map<string, string | Buffer | number>;
  /** Answers wait for this. */
  gate: Promise<void>;
}

/** A site on loopback, for one test. */
export async function servePages(pages: Record<string, string | Buffer | number>): Promise<Pages> {
  const site: Pages = { url: '', pages: new Map(Object.entries(pages)), gate: Promise.resolve() };
  const server = createServer((request, response) => {
    void site.gate.then(() => {
      const page = site.pages.get(request.url ?? '') ?? 404;
      if (typeof page === 'number') return response.writeHead(page).end();
      const type = typeof page === 'string' ? 'text/html; charset=utf-8' : 'image/png';
      return response.writeHead(200, { 'content-type': type }).end(page);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}

/** A page with a text that is long enough to be the article. */
export function article(
  title: string,
  text = 'A sentence of the article that says something about it. ',
): string {
  const paragraphs = Array.from({ length: 6 }, () => `<p>${text.repeat(3)}</p>`).join('');
  return `<!doctype html><html lang="en"><head><title>${title}</title>
    <meta name="description" content="About ${title}"><meta property="og:site_name" content="The Site">
    <meta property="og:image" content="https://example.com/image.jpg"><meta name="author" content="Ada">
    <meta property="article:published_time" content="2024-01-01T00:00:00Z">
    </head><body><article><h1>${title}</h1>${paragraphs}</article></body></html>`;
}
