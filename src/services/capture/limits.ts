import { SECOND } from '../../domain/time.ts';

export interface CaptureLimits {
  /** Until the last byte has arrived, redirects included. */
  totalMs: number;
  /** Without a byte from the server. */
  silenceMs: number;
  /** On the wire. */
  wireBytes: number;
  /** After decompression. */
  pageBytes: number;
  /** So many times the bytes on the wire at most come out of decompression. */
  ratio: number;
  redirects: number;
  headerBytes: number;
  /** In the thread that reads a page; it is ended then. */
  readingMs: number;
  /** Tags of HTML that are read, opening and closing; what comes after them is cut off. Time grows faster than their number. */
  tags: number;
  /** Elements in each other; what lies deeper is taken as text. Browsers have 512. */
  depth: number;
  /** Of a PDF. */
  pages: number;
  /** Addresses that are listed. */
  pictures: number;
  /** After which a thread without work ends. */
  idleMs: number;
}

export const CAPTURE_LIMITS: CaptureLimits = {
  totalMs: 20 * SECOND,
  silenceMs: 5 * SECOND,
  wireBytes: 10 * 1024 * 1024,
  pageBytes: 10 * 1024 * 1024,
  ratio: 300,
  redirects: 5,
  headerBytes: 32 * 1024,
  readingMs: 10 * SECOND,
  tags: 60_000,
  depth: 300,
  pages: 1000,
  pictures: 200,
  idleMs: 20 * SECOND,
};
