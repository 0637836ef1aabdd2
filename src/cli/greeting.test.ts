import { expect, test } from 'vitest';
import { greeting } from './greeting.ts';

const LOCAL = { host: '127.0.0.1', url: undefined, trustProxy: false };

function greet(config: Parameters<typeof greeting>[0], isNew = true): Promise<string> {
  return greeting(config, 'http://127.0.0.1:5230', {
    users: { isNew: async () => isNew },
    setupCode: '12345678',
  });
}

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])(
  'a fresh server at %s prints no setup code',
  async (host) => {
    expect(await greet({ ...LOCAL, host })).toBe(
      'Commonplace is at http://127.0.0.1:5230. Next: open it and create the first account',
    );
  },
);

test.each([
  { host: '0.0.0.0' },
  { host: '::' },
  { host: '127.example.com' },
  { url: 'https://notes.example.com' },
  { trustProxy: ['127.0.0.1'] },
])('a fresh server that others may reach by %j prints the setup code', async (change) => {
  expect(await greet({ ...LOCAL, ...change })).toMatch(/ with the setup code 12345678$/);
});

test('a server with accounts asks to sign in', async () => {
  expect(await greet({ ...LOCAL, host: '::' }, false)).toBe(
    'Commonplace is at http://127.0.0.1:5230. Next: sign in',
  );
});
