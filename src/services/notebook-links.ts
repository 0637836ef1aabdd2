import type { CatalogueRow, FileLink, NoteFileRow } from '../store/note-files.ts';

/** A file with what it links to and what links to it. */
export interface LinkedFile extends NoteFileRow {
  outgoing: FileLink[];
  incoming: FileLink[];
}

/** Follows the links of a whole catalogue in both directions; a target that is not in it has the title ''. */
export function linkFiles(catalogue: readonly CatalogueRow[]): LinkedFile[] {
  const files = new Map<string, LinkedFile>();
  for (const row of catalogue) {
    const { links: _, ...file } = row;
    files.set(row.filename, { ...file, outgoing: [], incoming: [] });
  }
  for (const { filename, title, links } of catalogue) {
    const source = files.get(filename);
    for (const { target, line } of links) {
      const found = files.get(target);
      source?.outgoing.push({ filename: target, title: found?.title ?? '', line });
      found?.incoming.push({ filename, title, line });
    }
  }
  return [...files.values()];
}
