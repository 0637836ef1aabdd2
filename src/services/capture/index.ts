import { kindOfAddress, type AddressKind, type Content } from '../../domain/capture/index.ts';
import { isPublicAddress, systemResolve, type MayReach, type Resolve } from '../public-address.ts';
import { connectAnywhere, connectPublicly } from '../public-connection.ts';
import { fetchPage, type Fetched } from './fetch-page.ts';
import { CAPTURE_LIMITS, type CaptureLimits } from './limits.ts';
import type { ReadPage } from './messages.ts';
import { createPageThreads } from './page-threads.ts';
import { isInOwnNetwork } from './own-networks.ts';
import { pictureNote } from './picture-note.ts';

export { CaptureFailure } from './failure.ts';

/**
 * What a page says. Titles, names and descriptions are text, and have to be escaped where they become Markdown or HTML.
 * `content` is Markdown without a title, of at most `maxContentBytes`; a line at its end says so where it was cut.
 * `canonicalUrl` is what the page claims, which may be another site. `pictures` are the first of those in `content`.
 */
export interface CapturedPage extends ReadPage {
  kind: AddressKind;
  /** After all redirects. */
  url: string;
}

export interface CapturerOptions {
  resolve?: Resolve | undefined;
  /** Whether addresses that are not public may be reached, too. */
  allowPrivate: boolean;
  /** Which addresses count as public; tests have a server that does. */
  mayReach?: MayReach | undefined;
  maxContentBytes: number;
  /** Of this program; servers are told. */
  version: string;
  limits?: Partial<CaptureLimits> | undefined;
}

/** A picture of at most so many bytes, with its type as its bytes show it. SVG is none: it is a document with scripts. */
export type Download = (
  url: string,
  options?: { signal?: AbortSignal | undefined; maxBytes?: number | undefined },
) => Promise<{ bytes: Buffer; type: string }>;

/** Fetches pages and reads them. It knows no store, and limits not how much is done at once. All throw CaptureFailure. */
export interface Capturer {
  capture(url: string, signal?: AbortSignal): Promise<CapturedPage>;
  download: Download;
  /** Ends what is under way, and the threads. */
  close(): Promise<void>;
}

const PAGES =
  'text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/pdf;q=0.8, image/*;q=0.5, */*;q=0.1';
const PICTURES = 'image/avif, image/webp, image/png, image/jpeg, image/gif';
const SVG = 'image/svg+xml';

const isOutside: MayReach = (address) => isPublicAddress(address) && !isInOwnNetwork(address);

export function createCapturer(options: CapturerOptions): Capturer {
  const { resolve = systemResolve, allowPrivate, maxContentBytes, version } = options;
  const { mayReach = isOutside } = options;
  const limits = { ...CAPTURE_LIMITS, ...options.limits };
  const connect = allowPrivate ? connectAnywhere(resolve) : connectPublicly(resolve, mayReach);
  const threads = createPageThreads(limits.idleMs);
  const closing = new AbortController();
  const userAgent = `Mozilla/5.0 (compatible; Commonplace/${version}; saves a page for a reader who asked for it)`;

  const fetched = (
    url: string,
    accept: string,
    signal: AbortSignal | undefined,
    takes: (content: Content) => boolean,
    bounds: CaptureLimits = limits,
  ): Promise<Fetched> =>
    fetchPage(url, {
      connect,
      limits: bounds,
      userAgent,
      accept,
      takes,
      stops: [signal, closing.signal],
    });

  return {
    async capture(address, signal) {
      const { url, content, header, bytes } = await fetched(address, PAGES, signal, () => true);
      const known = kindOfAddress(url.href);
      if (content.kind === 'image') return { kind: 'page', url: url.href, ...pictureNote(url) };
      const read = await threads.read(
        { kind: content.kind, url: url.href, header, bytes, maxContentBytes, limits },
        signal,
      );
      const kind = content.kind === 'pdf' ? 'document' : known === 'document' ? 'page' : known;
      return { kind, url: url.href, ...read };
    },
    async download(address, { signal, maxBytes = limits.pageBytes } = {}) {
      const { content, bytes } = await fetched(
        address,
        PICTURES,
        signal,
        ({ kind, type }) => kind === 'image' && type !== SVG,
        {
          ...limits,
          wireBytes: Math.min(maxBytes, limits.wireBytes),
          pageBytes: Math.min(maxBytes, limits.pageBytes),
        },
      );
      return { bytes: Buffer.from(bytes.buffer), type: content.type };
    },
    async close() {
      closing.abort();
      await threads.close();
    },
  };
}
