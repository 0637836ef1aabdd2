import { attachmentTarget } from '../../../src/domain/attachment/attachment.ts';
import { noteTarget } from '../../../src/domain/markdown/note-target.ts';
import { decodeEntities } from './escape.ts';

/** What the destination of a link or picture names. */
export type Destination =
  | { kind: 'note'; filename: string; section: string | null }
  | { kind: 'file'; name: string }
  | { kind: 'section'; slug: string }
  | { kind: 'web'; href: string; host: string }
  /** A mail or telephone address. */
  | { kind: 'address'; href: string }
  /** Anything else: scripts, data, paths on this server. It is shown, and leads nowhere. */
  | { kind: 'nowhere' };

const NOWHERE: Destination = { kind: 'nowhere' };

/** Reads a destination as Markdown or an attribute has it. */
export function readDestination(raw: string): Destination {
  const text = clean(decodeEntities(raw));
  const filename = noteTarget(text, 0, text.length);
  if (filename) return { kind: 'note', filename, section: text.slice(filename.length + 1) || null };
  const name = attachmentTarget(text);
  if (name !== null) return { kind: 'file', name };
  if (text.startsWith('#')) return { kind: 'section', slug: decodePart(text.slice(1)) };
  if (/^(?:mailto|tel):/i.test(text)) return addressOf(text);
  const address = /^(?:www\.|\/\/)/i.test(text) ? `https://${text.replace(/^\/\//, '')}` : text;
  if (!/^https?:\/\//i.test(address)) return NOWHERE;
  const url = URL.parse(address);
  return url && url.host !== '' && url.username === ''
    ? { kind: 'web', href: url.href, host: url.hostname }
    : NOWHERE;
}

function addressOf(text: string): Destination {
  const url = URL.parse(text);
  return url ? { kind: 'address', href: url.href } : NOWHERE;
}

/** Browsers pass over these characters, so that `java\nscript:` is a script. */
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu, '').trim();

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
