/** Wider pictures than this are not worth their bytes in a note. */
const WIDE_ENOUGH = 1600;

/** The picture of a `srcset` to keep: the smallest that is wide enough, else the largest. As in HTML, 4.8.4.2. */
export function bestOfSrcset(srcset: string): string | null {
  const found = Array.from(
    srcset.matchAll(/\s*,*\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g),
  );
  const candidates = found
    .map(([, url = '', size, unit]) => ({ url, width: Number(size ?? 1) * (unit === 'w' ? 1 : 800) }))
    .filter(({ url, width }) => !url.startsWith('data:') && Number.isFinite(width))
    .toSorted((a, b) => a.width - b.width);
  return (candidates.find(({ width }) => width >= WIDE_ENOUGH) ?? candidates.at(-1))?.url ?? null;
}
