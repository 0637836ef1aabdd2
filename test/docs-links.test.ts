import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const PAGES = [...globSync('*.md'), ...globSync('docs/**/*.md')].toSorted();

/** What GitHub makes of a heading for links to it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? ''));
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const text = readFileSync(page, 'utf8').replaceAll(/`[^`\n]*`/g, '');
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => isBroken(page, link))).toEqual([]);
});

test.each(PAGES)('every file that %s names is there', (page) => {
  const text = readFileSync(page, 'utf8');
  const paths = [
    ...text.matchAll(/`((?:src|test|scripts|docs|examples|\.ci)\/[\w./-]*)`/g),
    ...text.matchAll(/`((?:src|test|scripts|docs|examples)\/[\w./*-]*\*[\w./*-]*)`/g),
  ].map((match) => match[1] ?? '');
  expect(paths.filter((path) => globSync(path).length === 0)).toEqual([]);
});
