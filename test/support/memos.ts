import type { Config } from '../../src/config.ts';
import type { memo } from '../../src/http/memos/present.ts';
import { contractOf } from './contract.ts';
import { ORIGIN, startInstance, type Account, type Answer, type Call, type Instance } from './instance.ts';

export type Memo = ReturnType<typeof memo>;

interface MemoPage {
  data: Memo[];
  nextPageToken: string;
}

/** The memos API of a server of its own. Every answer is checked against its OpenAPI document. */
export interface Memos extends Instance {
  /** Creates a memo, a second after whatever was before. */
  write(author: Account, content: string, more?: object): Promise<Memo>;
  patch(author: Account, memo: { id: number }, body: object, options?: Call): Promise<Answer>;
  /** One page of `/memos`; without a reader, as anybody sees it. */
  list(reader: Account | null, query?: string): Promise<MemoPage>;
  /** What is written in the memos of such a page. */
  contents(reader: Account | null, query?: string): Promise<string[]>;
  /** Signs in with the password. @returns the cookie of the session */
  signIn(account: Pick<Account, 'username' | 'password'>): Promise<string>;
}

export async function startMemos(config: Partial<Config> = {}): Promise<Memos> {
  const instance = await startInstance(config);
  const check = await contractOf(instance, '/api/v1/openapi.json');

  const call: Instance['call'] = async (method, path, options) => {
    const answer = await instance.call(method, path, options);
    if (/^\/api\/v1(\/|$)/.test(path) && path !== '/api/v1/openapi.json') check(method, path, answer);
    return answer;
  };

  async function good(answer: Promise<Answer>): Promise<Answer> {
    const given = await answer;
    if (given.status !== 200) throw new Error(`${given.status}: ${given.text}`);
    return given;
  }

  const memos: Memos = {
    ...instance,
    call,
    async write(author, content, more = {}) {
      instance.time.now += 1000;
      const body = { content, ...more };
      return (await good(call('POST', '/api/v1/memos', { token: author.token, body }))).json as Memo;
    },
    async patch(author, { id }, body, options) {
      return call('PATCH', `/api/v1/memos/${id}`, { token: author.token, body, ...options });
    },
    async list(reader, query = '') {
      return (await good(call('GET', `/api/v1/memos?${query}`, { token: reader?.token }))).json as MemoPage;
    },
    async contents(reader, query) {
      return (await memos.list(reader, query)).data.map((one) => one.content);
    },
    async signIn({ username, password }) {
      const answer = await good(
        call('POST', '/api/v1/auth/signin', { body: { username, password }, headers: { origin: ORIGIN } }),
      );
      return cookieOf(answer);
    },
  };
  return memos;
}

/** The `name=value` of the cookie that an answer sets. */
export function cookieOf(answer: Answer): string {
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

/** The fields that an error answer names. */
export function fieldsOf(answer: Answer): string[] {
  return (answer.json.error.details as { field: string }[]).map((detail) => detail.field);
}
