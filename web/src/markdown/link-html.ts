import { readDestination } from './destination.ts';
import { escapeHtml } from './escape.ts';

/**
 * HTML of links and pictures. Where a link to a note leads, and where bytes lie, is known later: `data-note` and `data-file`
 * say what is meant, `decorate.ts` sets the address.
 */

const attribute = (name: string, value: string | null | undefined): string =>
  value ? ` ${name}="${escapeHtml(value)}"` : '';

/** `prefix`: of the ids of this note on the page. */
export function linkStart(href: string, title: string | null, prefix: string): string {
  const to = readDestination(href);
  const hint = attribute('title', title);
  switch (to.kind) {
    case 'note':
      return `<a class="md-link"${attribute('data-note', to.filename)}${attribute('data-section', to.section)}${hint}>`;
    case 'file':
      return `<a class="md-link"${attribute('data-file', to.name)}${hint}>`;
    case 'section':
      return `<a class="md-link"${attribute('href', `#${prefix}${to.slug}`)}${hint}>`;
    case 'web':
      return `<a class="md-link md-web" target="_blank" rel="noopener noreferrer nofollow"${attribute('href', to.href)}${hint}>`;
    case 'address':
      return `<a class="md-link" rel="noopener noreferrer nofollow"${attribute('href', to.href)}${hint}>`;
    default:
      return `<a class="md-nowhere"${attribute('title', title ?? href.slice(0, 200))}>`;
  }
}

/** Pictures of this server only: another server's would tell it who reads, and when. They become links. */
export function pictureHtml(
  source: string,
  alt: string,
  title: string | null,
  prefix: string,
  size = '',
): string {
  const to = readDestination(source);
  if (to.kind === 'file')
    return `<img class="md-picture"${attribute('data-file', to.name)} alt="${escapeHtml(alt)}"${attribute('title', title)}${size}>`;
  const words = to.kind === 'web' ? `picture from ${to.host}` : to.kind === 'note' ? '' : 'picture';
  const label = [alt, words].filter(Boolean).join(', ');
  const kind = to.kind === 'note' ? '' : ' md-elsewhere';
  return `${linkStart(source, title, prefix).replace('class="', `class="${kind.trim()} `)}${escapeHtml(label || source.slice(0, 200))}</a>`;
}
