import type { Account, Answer, Call, Instance } from './instance.ts';

export type Resource = {
  id: number;
  name: string;
  uid: string;
  createTime: string;
  filename: string;
  type: string;
  size: number;
  linkedMemos: string[];
};

export interface Form {
  filename?: string;
  type?: string | undefined;
  content?: string | Buffer;
  /** Further text fields. */
  fields?: Record<string, string>;
}

/** A form as `curl -F` sends it. */
export function formOf({ filename = 'file.txt', type = 'text/plain', content = 'text', fields = {} }: Form) {
  const boundary = '------------------------d74496d66958873e';
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n`;
  parts.push(Buffer.from(`${head}${type === '' ? '' : `Content-Type: ${type}\r\n`}\r\n`));
  parts.push(Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`));
  return { raw: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** Sends a form to `/api/v1/resources`. */
export function upload(
  server: Pick<Instance, 'call'>,
  account: Pick<Account, 'token'> | null,
  form: Form = {},
  options: Call = {},
): Promise<Answer> {
  const { raw, contentType } = formOf(form);
  return server.call('POST', '/api/v1/resources', {
    token: account?.token,
    ...options,
    raw,
    headers: { ...options.headers, 'content-type': contentType },
  });
}

/** The resource that an upload gives. */
export async function uploaded(
  server: Pick<Instance, 'call'>,
  account: Pick<Account, 'token'>,
  form: Form = {},
): Promise<Resource> {
  const answer = await upload(server, account, form);
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
  return answer.json as Resource;
}

export interface Download {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  bytes: Buffer;
  text: string;
}

/** Downloads what is at a path, with or without an account. */
export async function download(
  server: Pick<Instance, 'app'>,
  account: Pick<Account, 'token'> | null,
  path: string,
  { method = 'GET', headers = {} }: { method?: 'GET' | 'HEAD'; headers?: Record<string, string> } = {},
): Promise<Download> {
  const response = await server.app.inject({
    method,
    url: path,
    headers: {
      host: '127.0.0.1:5230',
      ...(account && { authorization: `Bearer ${account.token}` }),
      ...headers,
    },
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    bytes: response.rawPayload,
    text: response.body,
  };
}
