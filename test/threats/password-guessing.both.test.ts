import { afterEach, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { networkOf } from '../../src/http/rate-limit.ts';
import { startInstance, type Account, type Instance } from '../support/instance.ts';

let instance: Instance;
let ada: Account;

afterEach(() => instance.stop());

async function start(config: Partial<Config>): Promise<void> {
  instance = await startInstance(config);
  ada = await instance.account('ada');
}

const from = (address: string) => ({ 'x-forwarded-for': address });

async function guess(
  username: string,
  password = 'wrong',
  headers: Record<string, string> = {},
): Promise<number> {
  const answer = await instance.call('POST', '/api/v1/auth/signin', {
    body: { username, password },
    headers,
  });
  if (answer.status === 429) {
    expect(answer.json.error.code).toBe('RESOURCE_EXHAUSTED');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  return answer.status;
}

async function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = [];
  for (let index = 0; index < count; index++) results.push(await work(index));
  return results;
}

describe('guesses at an account', () => {
  test('end after some, however the name is spelled, and then the right password helps no more', async () => {
    await start({ signInsPerAccount: 3 });
    expect(await guess('ada')).toBe(401);
    expect(await guess('ADA')).toBe(401);
    expect(await guess('Ada')).toBe(401);
    expect(await guess('ada')).toBe(429);
    expect(await guess('ada', ada.password)).toBe(429);
    expect(await guess('somebody')).toBe(401);
  });

  test('from many addresses count together', async () => {
    await start({ signInsPerAccount: 3, trustProxy: ['127.0.0.1'] });
    expect(await times(5, (index) => guess('ada', 'wrong', from(`203.0.113.${index}`)))).toEqual([
      401, 401, 401, 429, 429,
    ]);
  });

  test('side by side count too', async () => {
    await start({ signInsPerAccount: 3 });
    const statuses = await Promise.all(Array.from({ length: 8 }, () => guess('ada')));
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
  });

  test('are forgotten after the right password', async () => {
    await start({ signInsPerAccount: 3 });
    await times(2, () => guess('ada'));
    expect(await guess('ada', ada.password)).toBe(200);
    expect(await times(3, () => guess('ada'))).toEqual([401, 401, 401]);
  });

  test('that does not exist end in the same way, with the same words', async () => {
    await start({ signInsPerAccount: 2 });
    const ask = (username: string) =>
      instance.call('POST', '/api/v1/auth/signin', { body: { username, password: 'wrong' } });
    for (let attempt = 0; attempt < 3; attempt++) {
      const [known, unknown] = [await ask('ada'), await ask('nobody')];
      expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    }
  });

  test('with a stolen token at its password end too', async () => {
    await start({ signInsPerAccount: 3 });
    const change = (currentPassword: string) =>
      instance.call('PATCH', '/api/v1/users/ada', {
        token: ada.token,
        body: { password: 'a new one', currentPassword },
      });
    expect(await times(4, async () => (await change('wrong')).status)).toEqual([400, 400, 400, 429]);
    expect((await change(ada.password)).status).toBe(429);
  });
});

describe('guesses from an address', () => {
  test('at many accounts end after some, and do not use up the attempts of further accounts', async () => {
    await start({ signInsPerAddress: 3, signInsPerAccount: 2, trustProxy: ['127.0.0.1'] });
    const attacker = from('203.0.113.7');
    expect(await times(5, (index) => guess(`user${index}`, 'wrong', attacker))).toEqual([
      401, 401, 401, 429, 429,
    ]);
    expect(await times(3, () => guess('ada', 'wrong', attacker))).toEqual([429, 429, 429]);
    expect(await guess('ada', ada.password, from('203.0.113.8'))).toBe(200);
  });

  test.each([
    ['no proxy is trusted', false],
    ['only another proxy is trusted', ['10.0.0.1']],
  ])('are counted together whatever X-Forwarded-For says, where %s', async (_when, trustProxy) => {
    await start({ signInsPerAddress: 3, trustProxy });
    const forged = (index: number) => ({
      ...from(`203.0.113.${index}`),
      'x-real-ip': `203.0.113.${index}`,
      forwarded: `for=203.0.113.${index}`,
      'x-client-ip': `203.0.113.${index}`,
    });
    expect(await times(5, (index) => guess(`user${index}`, 'wrong', forged(index)))).toEqual([
      401, 401, 401, 429, 429,
    ]);
  });

  test('are counted by what the trusted proxy saw, not by what was sent to it', async () => {
    await start({ signInsPerAddress: 3, trustProxy: ['127.0.0.1'] });
    const forged = (index: number) => from(`198.51.100.${index}, 203.0.113.7`);
    expect(await times(5, (index) => guess(`user${index}`, 'wrong', forged(index)))).toEqual([
      401, 401, 401, 429, 429,
    ]);
  });
});

test('an IPv6 network counts as one address', async () => {
  await start({ signInsPerAddress: 2, trustProxy: ['127.0.0.1'] });
  const sent = (index: number) => guess(`user${index}`, 'wrong', from(`2001:db8:1:2::${index + 1}`));
  expect(await times(3, sent)).toEqual([401, 401, 429]);
  expect(await guess('ada', 'wrong', from('2001:db8:1:3::1'))).toBe(401);
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

describe('the rate limit of requests', () => {
  test('counts strangers by address, whatever they claim', async () => {
    await start({ rateLimitAnonymous: 3 });
    const ask = async (index: number) =>
      (await instance.call('GET', '/api/v1/memos', { headers: from(`203.0.113.${index}`) })).status;
    expect(await times(5, ask)).toEqual([200, 200, 200, 429, 429]);
  });

  test('counts wrong tokens as their address', async () => {
    await start({ rateLimitAnonymous: 3, rateLimitToken: 100 });
    const ask = async (index: number) =>
      (await instance.call('GET', '/api/v1/memos', { token: `cpl_guess${index}` })).status;
    expect(await times(5, ask)).toEqual([401, 401, 401, 429, 429]);
    expect((await instance.call('GET', '/api/v1/memos', { token: ada.token })).status).toBe(200);
  });

  test('counts a user, not a token: more tokens give no more', async () => {
    await start({ rateLimitToken: 3 });
    const second = await instance.services.tokens.createFor(ada.id, { name: 'second' });
    const tokens = [ada.token, second.secret];
    const ask = async (index: number) => instance.call('GET', '/api/v1/memos', { token: tokens[index % 2] });
    const answers = await times(5, ask);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    expect(answers.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(['2', '1', '0', '0', '0']);
    expect(answers[4]?.headers).toMatchObject({
      'x-ratelimit-limit': '3',
      'retry-after': expect.any(String),
    });
    const bob = await instance.account('bob');
    expect((await instance.call('GET', '/api/v1/memos', { token: bob.token })).status).toBe(200);
  });

  test('also counts what is not found, not allowed or not valid', async () => {
    await start({ rateLimitAnonymous: 4 });
    const paths = ['/api/v1/nothing', '/api/v1/memos/999999', '/api/v1/memos?limit=0', '/api/v1/graph'];
    expect(await times(4, async (index) => (await instance.call('GET', paths[index] ?? '')).status)).toEqual([
      404, 404, 400, 401,
    ]);
    expect((await instance.call('GET', '/api/v1/memos')).status).toBe(429);
  });
});
