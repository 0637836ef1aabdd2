import { cutContent, escapeText } from '../../../domain/capture/index.ts';
import type { PageToRead, ReadPage } from '../messages.ts';
import { titleOfAddress } from '../page-of.ts';
import { findArticle } from './article.ts';
import { plainCodeBlocks } from './code-blocks.ts';
import { all, type PageDocument, type PageElement } from './dom.ts';
import { linkEmbeds } from './embeds.ts';
import { faviconOf } from './favicon.ts';
import { takeFootnotes } from './footnotes.ts';
import { joinKeys } from './key-strokes.ts';
import { absoluteLinks, baseOf } from './links.ts';
import { keepTex } from './math.ts';
import { readMetadata } from './metadata.ts';
import { openDocument } from './open-document.ts';
import { truePictures } from './pictures.ts';
import { writeRaisedText } from './raised-text.ts';
import { plainTables } from './tables.ts';
import { removeSurroundings, tidy } from './tidy.ts';
import { toMarkdown, type Written } from './to-markdown.ts';

const NO_TEXT = '*The page has no text that can be read without running its scripts.*';
const CUT = '*The page goes on; what is saved ends here, because the page is very large.*';

/** A page of HTML as a note: what it says of itself, and its readable text as Markdown. */
export function readHtml(source: string, url: URL, { limits, maxContentBytes }: PageToRead): ReadPage {
  const { document, language, isCut } = openDocument(source, limits);
  const base = baseOf(document, url);
  const metadata = readMetadata(document, base, language);
  const favicon = faviconOf(document, base);
  const title = metadata.title || titleOfAddress(url);

  const notes = prepare(document, base);
  const article = findArticle(document, title);
  const written = article ? toMarkdown(article, notes) : wholePage(source, base, limits);
  const text = written.content || [escapeText(metadata.description), NO_TEXT].filter(Boolean).join('\n\n');
  const content = cutContent(isCut ? `${text}\n\n${CUT}` : text, maxContentBytes);
  return {
    ...metadata,
    title,
    faviconUrl: favicon,
    content,
    pictures: kept(written.pictures, content).slice(0, limits.pictures),
  };
}

/** Those that were not cut off. They are in the order of the text, so each is looked for after the last. */
function kept(pictures: readonly string[], content: string): string[] {
  let at = 0;
  const end = pictures.findIndex((picture) => (at = content.indexOf(picture, at)) < 0);
  return end < 0 ? [...pictures] : pictures.slice(0, end);
}

/** Looking for an article changes a document, so it is opened anew. */
function wholePage(source: string, base: string, limits: PageToRead['limits']): Written {
  const { document } = openDocument(source, limits);
  const notes = prepare(document, base);
  removeSurroundings(document);
  const [main, second] = all(document.body, 'main, [role=main]');
  return toMarkdown(main && !second ? main : document.body, notes);
}

/** @returns the footnotes */
function prepare(document: PageDocument, base: string): PageElement[] {
  // The source of formulas is in scripts, and code in elements that are not text otherwise.
  keepTex(document);
  truePictures(document, base);
  linkEmbeds(document, base);
  tidy(document);
  plainCodeBlocks(document);
  const notes = takeFootnotes(document);
  writeRaisedText(document);
  joinKeys(document);
  absoluteLinks(document, base);
  // Notes are no part of the document any more.
  for (const note of notes) absoluteLinks(note as PageDocument, base);
  plainTables(document);
  return notes;
}
