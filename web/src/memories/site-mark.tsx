import type { Memory } from '../../../src/client/index.ts';
import { ownPicture } from './page-words.ts';

/** The picture of a page where it is kept here, else the first letter of its site. */
export function SiteMark({ memory, site }: { memory: Memory; site: string }) {
  const picture = ownPicture(memory);
  const box = 'size-14 shrink-0 rounded border border-hairline sm:size-16';
  if (picture) {
    return <img src={picture} alt="" loading="lazy" decoding="async" className={`${box} object-cover`} />;
  }
  return (
    <span aria-hidden className={`${box} grid place-items-center bg-sunk font-serif text-title text-faded`}>
      {(/[\p{L}\p{N}]/u.exec(site)?.[0] ?? '·').toLocaleUpperCase()}
    </span>
  );
}
