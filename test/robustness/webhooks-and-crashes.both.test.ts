import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../support/receiver.ts';
import { startServerProcess } from '../support/server-process.ts';
import { createTestLocation } from '../support/store.ts';

const MEMOS = 40;
const CHANGES = 1000;
const KILLS = 3;

// Half of the attempts fail, so that some deliveries take many: none of a thousand may run out of them.
const PAUSES = Array(45).fill('0').join(',');
const WEBHOOKS = ['--allow-private-webhooks', '--webhook-retry-seconds', PAUSES];

/** `null`: nobody answered, so nobody knows whether it happened. */
async function send(url: string, token: string, method: string, path: string, body: object): Promise<any> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  try {
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
    const json: any = await answer.json();
    if (answer.status !== 200) throw new Error(JSON.stringify(json));
    return json;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

test(`${CHANGES} changes, a receiver that fails half of the time and a server that is killed ${KILLS} times: each is delivered, in order for each memo, and none is invented`, async () => {
  const data = await mkdtemp(join(tmpdir(), 'commonplace-'));
  const location = await createTestLocation();
  onTestFinished(async () => {
    await location.remove();
    await rm(data, { recursive: true, force: true });
  });
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  let count = 0;
  receiver.answer = (response) => {
    count++;
    if (count % 4 === 0) response.destroy();
    else response.writeHead(count % 2 === 0 ? 500 : 200).end();
  };

  let server = await startServerProcess(data, location.url, WEBHOOKS);
  const account = { username: 'ada', password: 'correct horse battery' };
  const signUp = await fetch(`${server.url}/api/v1/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const cookie = String(signUp.headers.get('set-cookie')).split(';')[0] ?? '';
  const made = await fetch(`${server.url}/api/v1/access-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: server.url },
    body: JSON.stringify({ name: 'test' }),
  });
  const token = ((await made.json()) as any).accessToken as string;
  const events = ['memo.created', 'memo.updated'];
  const { secret } = await send(server.url, token, 'POST', '/webhooks', {
    name: 'hook',
    url: receiver.url,
    events,
  });

  // Each memo is written by one writer, one change after the other: those that were acknowledged must arrive in order.
  const acknowledged = new Map<number, string[]>();
  const attempted = new Set<string>();
  let done = 0;
  let restarting: Promise<void> | null = null;
  const kills = Array.from({ length: KILLS }, (_, index) =>
    Math.round((CHANGES * (index + 1)) / (KILLS + 1)),
  );

  async function restart(): Promise<void> {
    await server.kill();
    server = await startServerProcess(data, location.url, WEBHOOKS);
  }

  async function change(method: string, path: string, content: string): Promise<any> {
    attempted.add(content);
    await restarting;
    const answer = await send(server.url, token, method, path, { content });
    if (answer) done++;
    if (kills.length > 0 && done >= (kills[0] ?? 0)) {
      kills.shift();
      restarting = restart().finally(() => (restarting = null));
    }
    return answer;
  }

  async function writeMemo(memo: number): Promise<void> {
    let created: any = null;
    for (let attempt = 0; !created; attempt++) {
      created = await change('POST', '/memos', `memo ${memo} begins (${attempt})`);
      await restarting;
    }
    const told = [created.content as string];
    acknowledged.set(created.id, told);
    for (let version = 1; version < CHANGES / MEMOS; version++) {
      for (let attempt = 0; ; attempt++) {
        const content = `memo ${memo} version ${version} (${attempt})`;
        if (await change('PATCH', `/memos/${created.id}`, content)) {
          told.push(content);
          break;
        }
        await restarting;
      }
    }
  }

  await Promise.all(Array.from({ length: MEMOS }, (_, memo) => writeMemo(memo)));
  await restarting;
  expect(kills).toEqual([]);

  const isAccepted = new Set<string>();
  const waitUntilAllArrived = async (): Promise<void> => {
    for (let seen = 0; ;) {
      const arrivals = await receiver.expect(seen + 1);
      seen = arrivals.length;
      for (const { json } of arrivals) isAccepted.add(json.data.memo.content);
      if ([...acknowledged.values()].flat().every((content) => isAccepted.has(content))) return;
    }
  };
  await waitUntilAllArrived();

  const firsts = new Map<number, string[]>();
  for (const { body, headers, json } of receiver.arrivals) {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    const { id, content } = json.data.memo;
    expect(attempted).toContain(content);
    const seen = firsts.get(id) ?? [];
    if (!seen.includes(content)) seen.push(content);
    else expect(seen.at(-1), 'what was told before is not told again after something newer').toBe(content);
    firsts.set(id, seen);
  }
  for (const [id, contents] of acknowledged) {
    const told = (firsts.get(id) ?? []).filter((content) => contents.includes(content));
    expect(told).toEqual(contents);
  }
  await server.kill();
}, 120_000);
