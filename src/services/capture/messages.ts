import type { CaptureReason, ContentKind } from '../../domain/capture/index.ts';
import type { CaptureLimits } from './limits.ts';

/** A page on its way to the thread that reads it. */
export interface PageToRead {
  kind: Exclude<ContentKind, 'image'>;
  url: string;
  /** The Content-Type, which may name the characters. */
  header: string | null;
  bytes: Uint8Array<ArrayBuffer>;
  maxContentBytes: number;
  limits: CaptureLimits;
}

/** What a page says, apart from where it was found. */
export interface ReadPage {
  canonicalUrl: string | null;
  title: string;
  description: string;
  imageUrl: string | null;
  faviconUrl: string | null;
  siteName: string | null;
  author: string | null;
  /** Epoch milliseconds. */
  publishedAt: number | null;
  language: string | null;
  content: string;
  pictures: string[];
}

/** `ready` comes once, before all others: the thread has started. */
export type PageReply = 'ready' | { page: ReadPage } | { reason: CaptureReason; message: string };
