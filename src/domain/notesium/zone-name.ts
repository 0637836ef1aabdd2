/** Locales abbreviate the zones of their own part of the world as the tz database does, and others as they please. */
const LOCALES = [
  { zones: /^(America|US|Canada)\/|^Pacific\/Honolulu$/, locale: 'en-US' },
  { zones: /^(Europe|Africa|Atlantic|Etc)\/|^(GB|UTC)$/, locale: 'en-GB' },
  { zones: /^Australia\//, locale: 'en-AU' },
  { zones: /^Pacific\/Auckland$/, locale: 'en-NZ' },
];

/** Zones that no English locale abbreviates, with the names of the tz database; a second one is that of summer time. */
const OTHERS: Readonly<Record<string, string>> = {
  'Africa/Cairo': 'EET',
  'Africa/Johannesburg': 'SAST',
  'Africa/Lagos': 'WAT',
  'Africa/Maputo': 'CAT',
  'Africa/Nairobi': 'EAT',
  'Asia/Calcutta': 'IST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Jakarta': 'WIB',
  'Asia/Jerusalem': 'IST/IDT',
  'Asia/Karachi': 'PKT',
  'Asia/Kolkata': 'IST',
  'Asia/Manila': 'PST',
  'Asia/Seoul': 'KST',
  'Asia/Shanghai': 'CST',
  'Asia/Taipei': 'CST',
  'Asia/Tokyo': 'JST',
  'Europe/Dublin': 'GMT/IST',
  'Europe/Moscow': 'MSK',
};

/** The abbreviation of the local zone, such as `CET`; as `+03` or `+0545` where the zone has no name. */
export function zoneName(date: Date): string {
  const zone = localZone();
  const locale = LOCALES.find(({ zones }) => zones.test(zone))?.locale;
  const name = locale && partOf(date, locale);
  if (name && /^[A-Z]{3,5}$/.test(name)) return name;
  const [standard, summer = standard] = OTHERS[zone]?.split('/') ?? [];
  return (isSummer(date) ? summer : standard) ?? offsetName(-date.getTimezoneOffset());
}

/** West of Greenwich is positive here, and standard time is the westernmost of a year. */
function isSummer(date: Date): boolean {
  const offsets = [0, 6].map((month) => new Date(date.getFullYear(), month).getTimezoneOffset());
  return date.getTimezoneOffset() < Math.max(...offsets);
}

function partOf(date: Date, locale: string): string | undefined {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}

function localZone(): string {
  return new Intl.DateTimeFormat('en-US').resolvedOptions().timeZone;
}

function offsetName(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = size % 60 === 0 ? '' : two(size % 60);
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}${rest}`;
}
