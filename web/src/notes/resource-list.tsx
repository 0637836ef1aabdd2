import { FileText } from 'lucide-react';
import type { Resource } from '../../../src/client/index.ts';
import { resourceAddress } from '../../../src/client/resource-address.ts';
import { formatBytes } from '../lib/bytes.ts';

const PICTURE = /^image\/(png|jpe?g|gif|webp|avif)$/;

/** The files of a note: pictures to be seen, the rest to be opened. */
export function ResourceList({ resources }: { resources: readonly Resource[] }) {
  if (resources.length === 0) return null;
  const pictures = resources.filter(({ type }) => PICTURE.test(type));
  const files = resources.filter(({ type }) => !PICTURE.test(type));
  return (
    <div className="mt-3 grid gap-2">
      {pictures.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {pictures.map((picture) => (
            <li key={picture.uid}>
              <a href={resourceAddress(picture.uid)} className="block">
                {/* A fixed height, so that nothing moves when it arrives. */}
                <img
                  src={resourceAddress(picture.uid, { thumbnail: true })}
                  alt={picture.filename}
                  loading="lazy"
                  decoding="async"
                  className="h-40 max-w-full rounded border border-hairline object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {files.map((file) => (
        <a
          key={file.uid}
          href={resourceAddress(file.uid)}
          className="inline-flex min-h-6 items-center gap-2 text-margin hover:text-rubric"
        >
          <FileText size={16} strokeWidth={1.5} aria-hidden />
          <span className="truncate">{file.filename}</span>
          <span className="text-faded">{formatBytes(file.size)}</span>
        </a>
      ))}
    </div>
  );
}
