import { escapeText } from '../../domain/capture/index.ts';
import type { ReadPage } from './messages.ts';
import { pageOf, titleOfAddress } from './page-of.ts';

/** An address that leads to a picture, as a note with it. */
export function pictureNote(url: URL): ReadPage {
  const title = titleOfAddress(url);
  return pageOf({
    title,
    imageUrl: url.href,
    content: `![${escapeText(title)}](<${url.href}>)`,
    pictures: [url.href],
  });
}
