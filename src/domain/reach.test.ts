import { expect, test } from 'vitest';
import { isLoopback, isPrivateToMachine } from './reach.ts';

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '::ffff:127.0.0.1'])(
  '%s is this machine',
  (host) => expect(isLoopback(host)).toBe(true),
);

test.each(['0.0.0.0', '::', '128.0.0.1', '127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1', ''])(
  '"%s" may be another machine',
  (host) => expect(isLoopback(host)).toBe(false),
);

test('a public address or a proxy makes a server on loopback reachable', () => {
  const alone = { host: '127.0.0.1', url: undefined, trustProxy: false };
  expect(isPrivateToMachine(alone)).toBe(true);
  expect(isPrivateToMachine({ ...alone, host: '0.0.0.0' })).toBe(false);
  expect(isPrivateToMachine({ ...alone, url: 'https://notes.example.com' })).toBe(false);
  expect(isPrivateToMachine({ ...alone, trustProxy: ['127.0.0.1'] })).toBe(false);
});
