import { requireUser, type Principal } from '../domain/access.ts';
import {
  runNotesiumCommand,
  type Build,
  type Command,
  type Release,
  type Source,
  type SourceNote,
} from '../domain/notesium/index.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { CatalogueRow, Notebook } from './notebook.ts';

const NAMES_AT_ONCE = 1000;
/** After every file name. */
const LAST_NAME = 'g';

/** The commands of Notesium on the files of a user, for those who are not at the folder themselves. */
export function createNotebookCommands({
  notebook,
  clock,
  build,
  latestRelease,
}: {
  notebook: Notebook;
  clock: Clock;
  build: Build;
  /** Asks the release URL; says why in an Error where that fails. */
  latestRelease: () => Promise<Release | Error>;
}) {
  /** The output for some of the files after the other, because a folder may be large. */
  async function* linesOf(principal: Principal, command: Command, source: Source): Output {
    for await (const rows of notebook.contents(principal)) {
      const notes = rows.map(({ filename, content }) => ({
        filename,
        content,
        ctime: creationOf(filename),
        mtime: 0,
      }));
      const text = join(runNotesiumCommand({ ...source, notes: () => notes }, command));
      if (text !== '') yield text;
    }
  }

  /** Which names a command asks for is known only when it has run; it is cheap, and runs until it has its answers. */
  async function outputWithNames(principal: Principal, command: Command, source: Source): Promise<string> {
    const taken = new Set<string>();
    let [from, to] = ['', ''];
    for (;;) {
      let asked: string | undefined;
      function has(filename: string): boolean {
        if (from <= filename && filename <= to) return taken.has(filename);
        asked ??= filename;
        return false;
      }
      const output = join(runNotesiumCommand({ ...source, has }, command));
      if (asked === undefined) return output;
      const names = await notebook.names(principal, asked, NAMES_AT_ONCE);
      for (const name of names) taken.add(name);
      from = to === '' ? asked : from;
      to = names.length < NAMES_AT_ONCE ? LAST_NAME : (names.at(-1) ?? LAST_NAME);
    }
  }

  return {
    /**
     * Reads as it is read itself, so that no output has to fit into memory.
     * @param folder the path that the files are shown under
     * @returns the output in pieces, none of them empty
     * @throws CommandError with the words of Notesium, before the first piece
     */
    async *run(principal: Principal, command: Command, folder: string): Output {
      requireUser(principal, 'read');
      const now = clock();
      const source: Source = { folder, now: () => now, has: () => false, notes: () => [], build };
      switch (command.name) {
        case 'lines':
          yield* linesOf(principal, command, source);
          break;
        case 'list':
        case 'links':
        case 'stats': {
          const notes = (await notebook.catalogue(principal)).map(sourceNote);
          const names = new Set(notes.map(({ filename }) => filename));
          const has = (filename: string) => names.has(filename);
          yield* runNotesiumCommand({ ...source, has, notes: () => notes }, command);
          break;
        }
        case 'version': {
          const latest = command.options.check ? await latestRelease() : undefined;
          yield* runNotesiumCommand({ ...source, ...(latest && { latest }) }, command);
          break;
        }
        default:
          yield await outputWithNames(principal, command, source);
      }
    },
  };
}

type Output = AsyncGenerator<string, void>;

function sourceNote({
  filename,
  title,
  isLabel,
  editedAt,
  lines,
  words,
  chars,
  links,
}: CatalogueRow): SourceNote {
  return {
    filename,
    content: '',
    ctime: creationOf(filename),
    mtime: editedAt,
    facts: { title, isLabel, links, lines, words, chars },
  };
}

function creationOf(filename: string): number {
  return Number.parseInt(filename, 16) * SECOND;
}

const join = (pieces: Iterable<string>): string => [...pieces].join('');
