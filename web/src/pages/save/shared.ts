import { addressOf } from '../library/addresses.ts';

/** What came from elsewhere, by a bookmarklet or the share sheet of a phone. */
export interface Shared {
  /** The page to save; null: there is only text. */
  address: string | null;
  title: string;
  /** Words besides it: what was selected, or was shared without an address. */
  text: string;
  /** Whether the window was opened for this alone. */
  isPopup: boolean;
}

/** Apps put the address where they like: in `url`, at the end of `text`, or even in `title`. */
export function readShared(search: string): Shared {
  const params = new URLSearchParams(search);
  const get = (name: string) => (params.get(name) ?? '').trim();
  let [title, text] = [get('title'), get('text')];
  let address = addressOf(get('url'));
  if (address === null) {
    const found = /https?:\/\/\S+/.exec(text) ?? /https?:\/\/\S+/.exec(title);
    address = found && addressOf(found[0]);
  }
  if (address !== null) {
    text = text.replace(address, '').trim();
    title = title.replace(address, '').trim();
  }
  if (text === title) text = '';
  return { address, title, text, isPopup: params.has('popup') };
}

/** The note of what was said beside a page, or instead of one. */
export function noteOf({ address, title }: Shared, words: string): string {
  if (address === null) return [title, words.trim()].filter((part) => part !== '').join('\n\n');
  const name = (title || address).replace(/[[\]\\]/g, '\\$&');
  return `${words.trim()}\n\n[${name}](<${address}>)`;
}
