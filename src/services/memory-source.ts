import { addressIn, kindOfAddress, normalizeAddress, webAddress } from '../domain/capture/index.ts';
import { pageContent, stubContent, type Page } from '../domain/capture/page.ts';
import { invalid } from '../domain/errors.ts';
import { readNote } from '../domain/markdown/index.ts';
import { assertContent, assertCounts, type ContentLimits, type NoteKind } from '../domain/note.ts';
import { assertText } from '../domain/text.ts';
import { tagKeysOf } from './note-record.ts';
import { sha256 } from './random.ts';

export interface NewMemory {
  /** A URL, or a text. */
  content: string;
  /** Names of the spaces that are to hold it. */
  spaces?: readonly string[] | undefined;
  /** What the caller has fetched already, so that nothing is fetched here. */
  prefetched?: Prefetched | undefined;
  /** Whether the pictures of a page are kept, too; otherwise as the owner prefers. */
  pictures?: boolean | undefined;
}

interface Prefetched {
  title?: string | undefined;
  type?: NoteKind | undefined;
  description?: string | undefined;
  ogImage?: string | undefined;
  /** Markdown. */
  contentToSave?: string | undefined;
}

/** Where a new memory comes from, and what its note says at first; `urlKey` is null exactly where `url` is. */
export function sourceOf(input: NewMemory): {
  url: string | null;
  urlKey: string | null;
  kind: NoteKind;
  content: string;
} {
  const url = addressIn(input.content);
  const content = contentOf(input, url);
  if (url === null) return { url, urlKey: null, kind: 'note', content };
  return { url, urlKey: normalizeAddress(url), kind: kindOf(url, input.prefetched?.type), content };
}

/** @throws INVALID_ARGUMENT naming the field, and what `assertContent` throws */
export function assertInput(input: NewMemory, limits: ContentLimits): void {
  const { content } = sourceOf(input);
  assertContent(content, limits);
  const { tags, links } = readNote(content);
  assertCounts(tagKeysOf(tags).size, links.length);
  assertText('prefetched.description', input.prefetched?.description ?? '');
  if (typeof input.prefetched?.ogImage === 'string' && webAddress(input.prefetched.ogImage) === null)
    throw invalid('prefetched.ogImage', 'Must be an http or https address');
}

/** What is known of the page of a new note: what came with it, or nothing yet; null for own words. */
export function newPage(
  { id: noteId, content }: { id: number; content: string },
  { prefetched, ...input }: NewMemory,
  now: number,
): Page | null {
  const { url, urlKey } = sourceOf(input);
  if (url === null || urlKey === null) return null;
  const page: Page = { ...EMPTY_PAGE, noteId, url, urlKey };
  if (!prefetched) return page;
  return {
    ...page,
    description: prefetched.description ?? '',
    imageUrl: prefetched.ogImage ?? null,
    status: 'done',
    capturedAt: now,
    capturedHash: sha256(content),
  };
}

/** What has an address is no note of one's own. */
function kindOf(url: string, given: NoteKind | undefined): NoteKind {
  return given === undefined || given === 'note' ? kindOfAddress(url) : given;
}

function contentOf({ content, prefetched }: NewMemory, url: string | null): string {
  if (url === null) return prefetched?.contentToSave ?? content;
  if (!prefetched) return stubContent(url);
  return pageContent({ title: prefetched.title ?? '', url, content: prefetched.contentToSave ?? '' });
}

const EMPTY_PAGE = {
  givenUrl: null,
  finalKey: null,
  canonicalKey: null,
  description: '',
  imageUrl: null,
  imageUid: null,
  siteName: null,
  author: null,
  faviconUrl: null,
  language: null,
  publishedAt: null,
  status: 'queued',
  reason: null,
  attempts: 0,
  nextAttemptAt: null,
  capturedAt: null,
  capturedHash: null,
} as const;
