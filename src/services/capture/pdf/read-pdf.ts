import { getDocumentProxy } from 'unpdf';
import {
  cleanContent,
  cleanLine,
  cutContent,
  escapeText,
  publishedTime,
} from '../../../domain/capture/index.ts';
import type { PageToRead, ReadPage } from '../messages.ts';
import { pageOf, titleOfAddress } from '../page-of.ts';
import { paragraphsOf } from './paragraphs.ts';

const NO_TEXT = '*The PDF file has no text: its pages are pictures.*';
const CUT = '*The document goes on; what is saved ends here, because it is very long.*';
const MAX_TITLE = 300;
const MAX_NAME = 200;
/** Of the time for reading; the rest is for what comes after. */
const SHARE = 0.7;

interface Info {
  Title?: unknown;
  Author?: unknown;
  Subject?: unknown;
  CreationDate?: unknown;
}

/** The text of a PDF, page by page, as far as the time goes. */
export async function readPdf({ bytes, limits, maxContentBytes }: PageToRead, url: URL): Promise<ReadPage> {
  const deadline = performance.now() + limits.readingMs * SHARE;
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
  const info = (await pdf.getMetadata()).info as Info;
  const blocks: string[] = [];
  let length = 0;
  let page = 1;
  for (; page <= pdf.numPages && page <= limits.pages; page++) {
    if (performance.now() > deadline || length > maxContentBytes) break;
    const { items } = await (await pdf.getPage(page)).getTextContent();
    const lines = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    const paragraphs = paragraphsOf(cleanContent(lines)).map(escapeText);
    blocks.push(...paragraphs);
    for (const paragraph of paragraphs) length += paragraph.length;
  }
  if (blocks.length === 0) blocks.push(NO_TEXT);
  else if (page <= pdf.numPages) blocks.push(CUT);
  const text = (value: unknown, max: number): string =>
    cleanLine(typeof value === 'string' ? value : '', max);
  return pageOf({
    title: text(info.Title, MAX_TITLE) || titleOfAddress(url),
    author: text(info.Author, MAX_NAME) || null,
    description: text(info.Subject, 1000),
    publishedAt: pdfTime(info.CreationDate),
    content: cutContent(blocks.join('\n\n'), maxContentBytes, CUT),
  });
}

/** Such as `D:20250819100000+02'00'`. */
function pdfTime(value: unknown): number | null {
  const match = /^D:(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-]\d{2})'?(\d{2}))?/.exec(
    String(value),
  );
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = '+00', zoneMinute = '00'] =
    match;
  return publishedTime(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinute}`);
}
