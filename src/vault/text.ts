/** Why a file can be shown as far as it decodes, and not be written again from what was decoded. */
type TextProblem = 'not-utf8' | 'nul' | 'too-large';

/** The bytes of a note's file as content. */
export interface FileText {
  content: string;
  /** Whether a byte order mark came first; it is no part of the content, and is written again. */
  hasBom: boolean;
  problem: TextProblem | null;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Verbatim where that can be: line ends and the final newline stay as they are. @param maxBytes of content */
export function decodeText(bytes: Buffer, maxBytes: number): FileText {
  const hasBom = bytes.subarray(0, BOM.length).equals(BOM);
  const body = hasBom ? bytes.subarray(BOM.length) : bytes;
  if (body.length > maxBytes) {
    return { content: decodeLeniently(body.subarray(0, maxBytes)), hasBom, problem: 'too-large' };
  }
  if (body.includes(0)) return { content: decodeLeniently(body), hasBom, problem: 'nul' };
  try {
    return { content: strict.decode(body), hasBom, problem: null };
  } catch {
    return { content: decodeLeniently(body), hasBom, problem: 'not-utf8' };
  }
}

export function encodeText(content: string, hasBom: boolean): Buffer {
  const body = Buffer.from(content, 'utf8');
  return hasBom ? Buffer.concat([BOM, body]) : body;
}

/** NUL is a character that the database cannot keep. */
function decodeLeniently(bytes: Buffer): string {
  return lenient.decode(bytes).replaceAll('\0', '\uFFFD');
}

/**
 * What somebody wrote, in the line ends of the note: programs and forms send LF, and a file that had CRLF throughout would
 * come out of every edit as changed in every line.
 */
export function inLineEndsOf(before: string, after: string): string {
  if (after.includes('\r') || !before.includes('\r\n')) return after;
  const isUniform = !/(^|[^\r])\n|\r(?!\n)/.test(before);
  return isUniform ? after.replaceAll('\n', '\r\n') : after;
}
