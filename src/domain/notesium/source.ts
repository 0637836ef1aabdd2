import type { Release } from './version.ts';

/** What is derived from the content of a note. */
export interface DerivedFacts {
  title: string;
  isLabel: boolean;
  /** In the order of the text. */
  links: readonly { target: string; line: number }[];
  lines: number;
  words: number;
  chars: number;
}

/** A note as the commands read it. */
export interface SourceNote {
  /** Eight hex digits and `.md`. */
  filename: string;
  /** The whole text; where only the title is needed, any beginning that `holdsTitle`; where `facts` are known, it may be ''. */
  content: string;
  /** Epoch milliseconds of the second in the file name. */
  ctime: number;
  /** Epoch milliseconds, with a fraction where it is known. Only read where `needs.mtime`. */
  mtime: number;
  /** Where they are stored already; otherwise they are made from the content. */
  facts?: DerivedFacts;
}

/** What a command is going to look at, so that a source need not read the rest. */
export interface Needs {
  /** `facts`: all of `DerivedFacts`, from `facts` or from the whole `content`. */
  content: 'title' | 'facts' | 'whole';
  mtime: boolean;
}

/** Where a command finds the notes: a folder, or the store. */
export interface Source {
  /** The path of the folder, as `home` prints it. */
  folder: string;
  now(): number;
  /** Whether there is a file of this name. */
  has(filename: string): boolean;
  /** Every note, by file name. */
  notes(needs: Needs): Iterable<SourceNote>;
  /** What `version` tells; asked for by that command only. */
  build?: Build;
  /** What the release URL answered, or why it did not; asked for by `version --check` only. */
  latest?: Release | Error;
}

/** What this program was made of. */
export interface Build {
  /** Such as `0.1.2`. */
  version: string;
  /** Such as `v0.1.2-0-gda91f63`; `unset` where it was not built from a repository. */
  gitversion: string;
  /** RFC 3339, or `unset`. */
  buildtime: string;
  /** Such as `linux/amd64`. */
  platform: string;
}
