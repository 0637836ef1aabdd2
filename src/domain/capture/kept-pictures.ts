import { attachmentTarget, displayName } from '../attachment/index.ts';
import { readBlocks } from '../markdown/blocks.ts';
import { Mark } from '../markdown/inline.ts';
import { walkLeaves } from '../markdown/walk.ts';
import { webAddress } from './address.ts';

/**
 * Pictures of saved pages that are kept as attachments. Where such a picture comes from is the title of the picture, so that
 * the note says it in every program that reads Markdown: `![A cat](/api/v1/resources/1a2b3c4d "https://example.com/cat.png")`.
 */
interface Picture {
  /** As it stands there. */
  destination: string;
  /** From the destination up to the parenthesis that ends the picture. */
  from: number;
  to: number;
  /** With its quotes, or ''. */
  title: string;
}

/** The pictures of Markdown with an address of their own, in the order of the text. */
function picturesIn(content: string): Picture[] {
  const found: Picture[] = [];
  walkLeaves(content, readBlocks(content), ({ marks, base }) => {
    const open: boolean[] = [];
    let isPicture: boolean | undefined = false;
    let end = 0;
    for (let i = 0; i < marks.length; i += 3) {
      const [mark, from, to] = [marks[i], base + marks[i + 1]!, base + marks[i + 2]!];
      if (mark === Mark.linkOpen) open.push(to - from === 2);
      else if (mark === Mark.linkClose) [isPicture, end] = [open.pop(), to - 1];
      else if (mark === Mark.target && isPicture && marks[i + 1]! >= 0) {
        const isBracketed = content[from - 1] === '<';
        found.push({
          destination: content.slice(from, to),
          from: isBracketed ? from - 1 : from,
          to: end,
          title: content.slice(isBracketed ? to + 1 : to, end).trim(),
        });
      }
    }
  });
  return found;
}

/** The addresses of the pictures in Markdown that lie in the web, each once. */
export function pictureAddresses(content: string): string[] {
  const addresses = picturesIn(content).map(({ destination }) => webAddress(destination)?.href);
  return [...new Set(addresses)].filter((address) => address !== undefined);
}

/** Those that are attachments already: their ids or uids, by the address that they come from. */
export function keptPictures(content: string): Map<string, string> {
  const kept = new Map<string, string>();
  for (const { destination, title } of picturesIn(content)) {
    const name = attachmentTarget(destination);
    const source = /(https?:\/\/\S+)["')]$/.exec(title)?.[1];
    if (name !== null && source !== undefined) kept.set(source, name);
  }
  return kept;
}

/**
 * Markdown whose pictures are attachments.
 * @param nameOf the id or uid of the attachment that holds the picture with this address; undefined: it stays in the web
 */
export function withKeptPictures(content: string, nameOf: (address: string) => string | undefined): string {
  let result = '';
  let at = 0;
  for (const { destination, from, to, title } of picturesIn(content)) {
    const address = webAddress(destination)?.href;
    const name = address === undefined ? undefined : nameOf(pictureSource(address));
    if (address === undefined || name === undefined || from < at) continue;
    result += `${content.slice(at, from)}/api/v1/resources/${name} ${withSource(title, pictureSource(address))}`;
    at = to;
  }
  return result + content.slice(at);
}

/** How an address is written in a title: with nothing in it that Markdown would read otherwise there. */
export function pictureSource(address: string): string {
  return address
    .replaceAll(/["'()<>\\`]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(/&(?=#?\w{1,32};)/g, '%26');
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
};

/** What the file of a picture is called: as in its address, with the ending of what it is. */
export function pictureFilename(address: string, type: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  const ending = ENDINGS[type] ?? 'img';
  const name = displayName(decoded(last).replace(/\.\w{1,5}$/, '') || 'picture');
  return displayName(`${name}.${ending}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the page says about the picture stays. */
function withSource(title: string, source: string): string {
  if (title.length <= 2) return `"${source}"`;
  return `${title.slice(0, -1)} – ${source}${title.slice(-1)}`;
}
