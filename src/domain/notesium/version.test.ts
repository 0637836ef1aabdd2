import { expect, test } from 'vitest';
import { CommandError } from './command-error.ts';
import { parseCommand } from './parse-command.ts';
import { runNotesiumCommand } from './run-command.ts';
import type { Source } from './source.ts';
import { goPlatform, readRelease, type Release } from './version.ts';

function check(version: string, latest: Release | Error, ...options: string[]): string {
  const build = {
    version,
    gitversion: `v${version}-0-g1234567`,
    buildtime: '2024-01-02T01:02:03Z',
    platform: 'linux/amd64',
  };
  const source: Source = { folder: '', now: Date.now, has: () => false, notes: () => [], build, latest };
  return [...runNotesiumCommand(source, parseCommand(['version', '--check', ...options]))].join('');
}

function release(version: string): Release {
  return readRelease({
    tag_name: `v${version}`,
    html_url: `https://example.com/releases/${version}`,
    published_at: '2024-02-02T12:02:03Z',
    assets: [],
  });
}

test('an older version is told of the newer one', () => {
  expect(check('0.1.2', release('0.1.3'))).toMatch(
    /^Commonplace 0\.1\.2 \(linux\/amd64\)\nA new release is available: 0\.1\.3 \(2024-02-0[123] \d\d:\d\d\)\nhttps:\/\/example\.com\/releases\/0\.1\.3\n$/,
  );
});

test('--verbose adds how it was compared', () => {
  expect(check('0.1.2', release('0.1.2'), '--verbose')).toBe(
    `Commonplace 0.1.2 (linux/amd64)
You are using the latest version

comparison:0
version:0.1.2
gitversion:v0.1.2-0-g1234567
buildtime:2024-01-02T01:02:03Z
platform:linux/amd64
latest.version:0.1.2
latest.published:2024-02-02T12:02:03Z
latest.release:https://example.com/releases/0.1.2
`,
  );
});

test.each([
  ['0.1.2', '0.1.1', 1],
  ['0.1.2', '0.1.10', -1],
  ['0.1.2+2', '0.1.2', 0],
  ['0.1.2+2-dirty', '0.1.2', 0],
  ['0.2.0-beta', '0.2.0', -1],
  ['0.2.1-beta', '0.2.0', 0],
  ['0.2.0-beta', '0.1.2', 1],
  ['0.1.2', '9.0.0-rc', 1],
])('%s against %s: %i', (ours, latest, comparison) => {
  expect(check(ours, release(latest), '--verbose')).toContain(`\ncomparison:${comparison}\n`);
});

test('without an answer it says why', () => {
  expect(check('0.1.2', new Error('error status code: 503'))).toBe(
    'Error getting latest release info: error status code: 503\n',
  );
});

test.each([[null], ['text'], [{ tag_name: 'v1' }]])('%j is no release', (answer) => {
  expect(() => readRelease(answer)).toThrow('missing required field in response');
});

test.each([
  ['linux', 'x64', 'linux/amd64'],
  ['darwin', 'arm64', 'darwin/arm64'],
  ['win32', 'ia32', 'windows/386'],
])('%s on %s is %s', (system, architecture, platform) => {
  expect(goPlatform(system, architecture)).toBe(platform);
});

test('the finder and cat print nothing by themselves', () => {
  const source: Source = { folder: '', now: Date.now, has: () => false, notes: () => [] };
  expect(() => [...runNotesiumCommand(source, parseCommand(['finder']))]).toThrow(CommandError);
});
