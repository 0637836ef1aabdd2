import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Resource } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';

/** Pictures, small; each opens large. */
export function PictureGrid({
  pictures,
  onOpen,
}: {
  pictures: readonly Resource[];
  onOpen: (picture: Resource) => void;
}) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2">
      {pictures.map((picture) => (
        <li key={picture.uid}>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={picture.filename}
            data-picture={picture.id}
            title={picture.filename}
            onClick={() => onOpen(picture)}
            className="block aspect-square w-full overflow-hidden rounded border border-hairline bg-sunk"
          >
            <Thumbnail picture={picture} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What calls itself a picture and is none has its name in place of it. */
function Thumbnail({ picture }: { picture: Resource }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken)
    return (
      <span className="flex h-full flex-col items-center justify-center gap-1 p-2 text-margin text-faded">
        <ImageOff size={18} strokeWidth={1.5} aria-hidden />
        <span className="max-w-full truncate">{picture.filename}</span>
      </span>
    );
  return (
    <img
      src={client.resources.address(picture.uid, { thumbnail: true })}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
      className="size-full object-cover"
    />
  );
}
