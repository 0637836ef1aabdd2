const UNKNOWN = 'application/octet-stream';
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** What a browser shows or plays without running anything of it. SVG and HTML are documents with scripts. */
const INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/opus',
  'audio/wav',
  'audio/webm',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'video/quicktime',
  'application/pdf',
  'text/plain',
]);

const ALIASES: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/x-png': 'image/png',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-wav': 'audio/wav',
  'audio/x-flac': 'audio/flac',
  'application/x-pdf': 'application/pdf',
};

const BY_EXTENSION: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/opus',
  wav: 'audio/wav',
  flac: 'audio/flac',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  json: 'application/json',
  zip: 'application/zip',
};

/** Declared by who does not know, and by parsers of forms for what declares nothing. */
const SAYS_NOTHING = new Set([UNKNOWN, 'text/plain', '']);

/** The type that an uploaded file is kept with: as declared or, where that says nothing, as its name ends. */
export function fileType(declared: string | undefined, filename: string): string {
  const plain = (declared ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const type = ALIASES[plain] ?? plain;
  const known = MEDIA_TYPE.test(type) ? type : UNKNOWN;
  if (!SAYS_NOTHING.has(type)) return known;
  const extension = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? known) : known;
}

/** How a file may be sent: what is not known to be harmless is bytes to be saved. */
export function delivery(type: string): { type: string; inline: boolean } {
  if (!INLINE.has(type)) return { type: UNKNOWN, inline: false };
  return { type: type === 'text/plain' ? 'text/plain; charset=utf-8' : type, inline: true };
}
