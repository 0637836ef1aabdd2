/** What a page says of itself, before it is cleaned. */
export interface PageFacts {
  title?: string | undefined;
  description?: string | undefined;
  image?: string | undefined;
  siteName?: string | undefined;
  author?: string | undefined;
  publishedAt?: string | undefined;
  language?: string | undefined;
}

type Thing = Readonly<Record<string, unknown>>;

const ARTICLE =
  /Article|Posting|Report|Recipe|Review|HowTo|Book|VideoObject|Podcast|Event|Product|SoftwareApp|Course/;
const MAX_THINGS = 200;
const MAX_DEPTH = 4;
const MAX_AUTHORS = 10;

/**
 * The facts in the blocks of JSON-LD of a page (schema.org): those of its article, or of the page. Blocks that are no JSON
 * are passed over.
 */
export function readJsonLd(blocks: readonly string[]): PageFacts {
  const things: Thing[] = [];
  for (const block of blocks) collect(parsed(block), things, 0);
  const article =
    things.find((thing) => ARTICLE.test(typeOf(thing)) && textOf(thing['headline'] ?? thing['name'])) ??
    things.find((thing) => /WebPage|ItemPage|AboutPage|FAQPage/.test(typeOf(thing)));
  const site = things.find((thing) => typeOf(thing).endsWith('WebSite'));
  if (!article) return { siteName: textOf(site?.['name']) };
  return {
    title: textOf(article['headline']) ?? textOf(article['name']),
    description: textOf(article['description']),
    image: imageOf(article['image'] ?? article['thumbnailUrl']),
    siteName: nameOf(article['publisher']) ?? textOf(site?.['name']) ?? nameOf(article['isPartOf']),
    author: namesOf(article['author'] ?? article['creator']),
    publishedAt: textOf(article['datePublished']) ?? textOf(article['uploadDate']),
    language: textOf(article['inLanguage']) ?? nameOf(article['inLanguage']),
  };
}

function parsed(block: string): unknown {
  try {
    return JSON.parse(
      block.replace(/^\s*(?:\/\/)?\s*<!(?:--|\[CDATA\[)/, '').replace(/(?:\/\/)?\s*(?:-->|\]\]>)\s*$/, ''),
    );
  } catch {
    return null;
  }
}

function collect(value: unknown, things: Thing[], depth: number): void {
  if (depth > MAX_DEPTH || things.length >= MAX_THINGS || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_THINGS)) collect(item, things, depth + 1);
    return;
  }
  const thing = value as Thing;
  things.push(thing);
  collect(thing['@graph'], things, depth + 1);
  collect(thing['mainEntity'], things, depth + 1);
  const page = thing['mainEntityOfPage'];
  if (typeof page === 'object') collect(page, things, depth + 1);
}

function typeOf(thing: Thing): string {
  const type = thing['@type'];
  return Array.isArray(type)
    ? type.filter((item) => typeof item === 'string').join(' ')
    : (textOf(type) ?? '');
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first : undefined;
}

function nameOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return textOf(first);
  return first !== null && typeof first === 'object' ? textOf((first as Thing)['name']) : undefined;
}

function namesOf(value: unknown): string | undefined {
  const all = (Array.isArray(value) ? value.slice(0, MAX_AUTHORS) : [value]).map(nameOf);
  return all.filter((name) => name !== undefined && !/^https?:/.test(name)).join(', ') || undefined;
}

function imageOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (first === null || typeof first !== 'object') return textOf(first);
  return textOf((first as Thing)['url']) ?? textOf((first as Thing)['contentUrl']);
}
