import { CommandError } from './command-error.ts';
import { lines } from './lines.ts';
import { links } from './links.ts';
import { list } from './list.ts';
import { newNote } from './new.ts';
import type { Command, CommandOptions } from './parse-command.ts';
import type { Source } from './source.ts';
import { stats } from './stats.ts';
import { version } from './version.ts';

type Run = (options: CommandOptions, source: Source) => Iterable<string>;

/** The commands that only print; `/api/raw` has all of them but `home`. */
const RUNS: Readonly<Record<string, Run>> = {
  home: (_, { folder }) => [`${folder}\n`],
  new: newNote,
  list,
  links,
  lines,
  stats,
  version,
};

/** Long output comes in chunks of about this many characters. */
const CHUNK = 65_536;

/**
 * The output of a command, in chunks of whole lines.
 * @throws CommandError while it is read, before anything is printed
 */
export function* runNotesiumCommand(source: Source, { name, options }: Command): Generator<string> {
  const run = RUNS[name];
  if (!run) throw new CommandError(`unrecognized command: ${name}`);
  let chunk = '';
  for (const line of run(options, source)) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
