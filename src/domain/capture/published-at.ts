/** Earlier than this, and later than that, is a mistake. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2105;

/**
 * When a page says it was published, in epoch milliseconds; null for what cannot be read for sure. A time without a zone is
 * taken as UTC, so that it does not depend on where the server is.
 */
export function publishedTime(text: string): number | null {
  const given = text.trim();
  if (given.length > 64) return null;
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?/.exec(given);
  const rest = iso ? given.slice(iso[0].length).trim() : '';
  if (iso && !/^(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/i.test(rest)) return null;
  const day = /^\d{4}\d{2}\d{2}$/.test(given)
    ? `${given.slice(0, 4)}-${given.slice(4, 6)}-${given.slice(6)}`
    : given;
  const time = Date.parse(iso ? isoTime(iso[0], rest) : hasZone(day) ? day : `${day} UTC`);
  if (Number.isNaN(time) || !/\d{4}/.test(given)) return null;
  const year = new Date(time).getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? time : null;
}

function isoTime(stamp: string, zone: string): string {
  const text = stamp.replace(' ', 'T');
  if (!text.includes('T')) return text;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return text + (/^[+-]/.test(offset) ? offset : 'Z');
}

function hasZone(text: string): boolean {
  return /(?:z|utc|gmt|[+-]\d{2}:?\d{2}|[ECMP][SD]T)\)?$/i.test(text);
}
