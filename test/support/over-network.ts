import { Agent, request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Answer, Call, Instance } from './instance.ts';
import { ORIGIN } from './instance.ts';

export interface NetworkAnswer extends Answer {
  headers: Record<string, string>;
}

/**
 * What `Instance.call` does, through a connection: answers that are known leave before the framework, which is all that
 * injected requests see.
 */
export async function overNetwork({ app }: Pick<Instance, 'app'>) {
  const address = await app.listen();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());

  function ask(
    method: string,
    path: string,
    { body, token, cookie, headers }: Call = {},
  ): Promise<NetworkAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const sent = {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(cookie !== undefined && { cookie, origin: ORIGIN }),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const asked = request(`${address}${path}`, { method, agent, headers: sent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = String(response.headers['content-type']).startsWith('application/json');
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headersDistinct).map(([name, values]) => [
                name,
                (values ?? []).join('|'),
              ]),
            ),
            text,
            json: isJson && text !== '' ? JSON.parse(text) : undefined,
          });
        });
      });
      asked.on('error', reject);
      asked.end(payload);
    });
  }

  return { ask, address };
}
