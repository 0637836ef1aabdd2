import {
  cleanContent,
  cutContent,
  decodeText,
  cleanLine,
  foreignMarkdown,
  picturesOf,
  plainContent,
} from '../../domain/capture/index.ts';
import type { PageToRead, ReadPage } from './messages.ts';
import { pageOf, titleOfAddress } from './page-of.ts';

/** Bytes of a page, as a note. What a kind of page needs is loaded when the first of its kind comes. */
export async function readPage(page: PageToRead): Promise<ReadPage> {
  const { bytes, header, maxContentBytes } = page;
  const url = new URL(page.url);
  switch (page.kind) {
    case 'pdf': {
      const { readPdf } = await import('./pdf/read-pdf.ts');
      return readPdf(page, url);
    }
    case 'html': {
      const { readHtml } = await import('./html/read-html.ts');
      return readHtml(decodeText(bytes, header, true), url, page);
    }
    case 'markdown': {
      const { title, body } = withoutHeading(cleanContent(decodeText(bytes, header, false)));
      const content = cutContent(
        foreignMarkdown(body.replace(/^\n+/, '').trimEnd(), page.url),
        maxContentBytes,
      );
      return pageOf({
        title: cleanLine(title, 300) || titleOfAddress(url),
        content,
        pictures: picturesOf(content).slice(0, page.limits.pictures),
      });
    }
    case 'text': {
      const text = cleanContent(decodeText(bytes, header, false));
      return pageOf({
        title: titleOfAddress(url),
        content: cutContent(plainContent(text, page.url), maxContentBytes),
      });
    }
  }
}

/** The heading at the top of a file is the title of the page. */
function withoutHeading(text: string): { title: string; body: string } {
  const heading = /^\s*# +(\S[^\n]*?)(?: +#+)?(?:\n|$)/.exec(text);
  return heading ? { title: heading[1]!, body: text.slice(heading[0].length) } : { title: '', body: text };
}
