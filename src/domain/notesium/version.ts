import { goLayout } from './go-layout.ts';
import type { CommandOptions } from './parse-command.ts';
import type { Build, Source } from './source.ts';

/** The newest release, as the release URL tells it in the format of GitHub. */
export interface Release {
  /** Without the `v`. */
  version: string;
  /** RFC 3339. */
  published: string;
  /** The page of the release. */
  url: string;
}

const UNKNOWN: Build = { version: '0.0.0-dev', gitversion: 'unset', buildtime: 'unset', platform: 'unknown' };

export function* version({ verbose, check }: CommandOptions, source: Source): Generator<string> {
  const build = source.build ?? UNKNOWN;
  if (check) yield* compare(build, source.latest, verbose === true);
  else if (verbose) yield* describeBuild(build);
  else yield `${build.version}\n`;
}

function* describeBuild({ version: number, gitversion, buildtime, platform }: Build): Generator<string> {
  yield `version:${number}\n`;
  yield `gitversion:${gitversion}\n`;
  yield `buildtime:${buildtime}\n`;
  yield `platform:${platform}\n`;
}

function* compare(build: Build, latest: Source['latest'], verbose: boolean): Generator<string> {
  if (!latest || latest instanceof Error) {
    return yield `Error getting latest release info: ${latest?.message ?? 'no answer'}\n`;
  }
  const comparison = compareVersions(build.version, latest.version);
  yield `Commonplace ${build.version} (${build.platform})\n`;
  if (comparison < 0) {
    const time = Date.parse(latest.published);
    const published = Number.isNaN(time) ? latest.published : goLayout('2006-01-02 15:04', time);
    yield `A new release is available: ${latest.version} (${published})\n${latest.url}\n`;
  } else if (comparison > 0) yield `You are using a newer version than latest: ${latest.version}\n`;
  else yield 'You are using the latest version\n';
  if (!verbose) return;
  yield `\ncomparison:${comparison}\n`;
  yield* describeBuild(build);
  yield `latest.version:${latest.version}\n`;
  yield `latest.published:${latest.published}\n`;
  yield `latest.release:${latest.url}\n`;
}

/** What follows `+` does not count; a pre-release of ours comes right before its release, one of the latest before everything. */
function compareVersions(ours: string, latest: string): -1 | 0 | 1 {
  const [mine, theirs] = [numbersOf(ours), latest.includes('-') ? [0, 0, 0] : numbersOf(latest)];
  if (ours.split('+')[0]?.includes('-')) mine[2] = (mine[2] ?? 0) - 1;
  for (const [index, number] of mine.entries()) {
    const other = theirs[index] ?? 0;
    if (number !== other) return number < other ? -1 : 1;
  }
  return 0;
}

function numbersOf(text: string): number[] {
  const [numbers = ''] = text.split(/[-+]/);
  return Array.from({ length: 3 }, (_, index) => Number(numbers.split('.')[index]) || 0);
}

/**
 * Reads the answer of the release URL.
 * @throws Error saying what is missing
 */
export function readRelease(answer: unknown): Release {
  const { tag_name, html_url, published_at } = (answer ?? {}) as Record<string, unknown>;
  if (typeof tag_name !== 'string' || typeof html_url !== 'string' || typeof published_at !== 'string') {
    throw new Error('missing required field in response');
  }
  return { version: tag_name.replace(/^v/, ''), url: html_url, published: published_at };
}

const SYSTEMS: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };

/** Node's names of a platform in the words of Go: `linux/amd64`. */
export function goPlatform(system: string, architecture: string): string {
  return `${SYSTEMS[system] ?? system}/${ARCHITECTURES[architecture] ?? architecture}`;
}
