import { readRelease, type Release } from '../domain/notesium/index.ts';

const TIMEOUT_MS = 10_000;

/**
 * Asks the release URL for the newest release, in the format of GitHub's API.
 * @returns an Error that says why, where there is no answer
 */
export async function askLatestRelease(url: string | undefined): Promise<Release | Error> {
  if (url === undefined) return new Error('no release URL is set, see release-url in docs/configuration.md');
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) return new Error(`error status code: ${answer.status}`);
    return readRelease(await answer.json());
  } catch (error) {
    const { message, cause } = error as Error;
    return new Error(cause instanceof Error ? `${message}: ${cause.message}` : message);
  }
}
