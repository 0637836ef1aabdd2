import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp, type App } from '../../src/app.ts';
import { TEST_CONFIG } from '../support/instance.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { temporaryFolder } from '../support/command-line.ts';

let database: TestDatabase;
let apps: App[];
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await database.drop();
});

/** Two servers that share nothing but the database, as if on two machines. */
async function startTwo(config: Partial<typeof TEST_CONFIG>): Promise<void> {
  const log = pino({ level: 'silent' });
  const given = { ...TEST_CONFIG, ...config, data: await temporaryFolder(), database: database.url };
  apps = await Promise.all([createApp(given, { log }), createApp(given, { log })]);
}

const turn = (count: number) => apps[count % apps.length] as App;

test('a rate limit holds for both servers together, to the last request', async () => {
  await startTwo({ rateLimitAnonymous: 5 });
  const seen: unknown[] = [];
  for (let count = 0; count < 7; count++) {
    const { statusCode, headers } = await turn(count).inject({ url: '/api/v1/system/info' });
    seen.push([statusCode, headers['x-ratelimit-remaining']]);
  }
  const refused = [429, '0'];
  expect(seen).toEqual([[200, '4'], [200, '3'], [200, '2'], [200, '1'], [200, '0'], refused, refused]);
});

test('requests side by side use up no more than the limit, of a large limit neither', async () => {
  await startTwo({ rateLimitAnonymous: 20_000 });
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, count) => turn(count).inject({ url: '/api/v1/system/info' })),
  );
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  for (const { headers } of answers) {
    expect(Number(headers['x-ratelimit-remaining'])).toBeLessThan(20_000);
  }
});

test('guesses at a password count together, whatever is typed as a name', async () => {
  await startTwo({ signInsPerAccount: 3 });
  const username = `${'x'.repeat(30)}'"`;
  const statuses: number[] = [];
  for (let count = 0; count < 5; count++) {
    const answer = await turn(count).inject({
      method: 'POST',
      url: '/api/v1/auth/signin',
      payload: { username, password: `guess number ${count}` },
    });
    statuses.push(answer.statusCode);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});
