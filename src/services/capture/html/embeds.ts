import { webAddress } from '../../../domain/capture/index.ts';
import { all, type PageDocument } from './dom.ts';

/** Films, sound and frames become links to them. */
export function linkEmbeds(document: PageDocument, base: string): void {
  for (const embed of all(document, 'iframe, video, audio')) {
    const source =
      embed.getAttribute('src') ??
      embed.getAttribute('data-src') ??
      embed.querySelector('source[src]')?.getAttribute('src') ??
      '';
    const url = source.trim() === '' ? null : webAddress(source.trim(), base);
    const isFrame = embed.localName === 'iframe';
    if (
      url === null ||
      (isFrame &&
        !/youtube|youtu\.be|vimeo|dailymotion|codepen|soundcloud|spotify|ted\.com|twitch|archive\.org|peertube|wikimedia/.test(
          url.host,
        ))
    ) {
      embed.remove();
      continue;
    }
    const link = document.createElement('a');
    link.setAttribute('href', watchable(url));
    link.textContent =
      embed.getAttribute('title')?.trim() ||
      embed.getAttribute('aria-label')?.trim() ||
      `${NAMES[embed.localName]} at ${url.host}`;
    const paragraph = document.createElement('p');
    paragraph.append(link);
    embed.replaceWith(paragraph);
  }
}

const NAMES: Readonly<Record<string, string>> = { iframe: 'Embedded page', video: 'Video', audio: 'Audio' };

/** Frames show a player alone; people want the page of the film. */
function watchable(url: URL): string {
  const id = /^\/embed\/([\w-]{6,})/.exec(url.pathname)?.[1];
  return id && /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(url.hostname)
    ? `https://www.youtube.com/watch?v=${id}`
    : url.href;
}
