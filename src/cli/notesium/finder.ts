import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError, parseCommand, runNotesiumCommand, type Command } from '../../domain/notesium/index.ts';
import type { Io } from '../program.ts';
import { createFolderSource } from './folder-source.ts';
import { openFolder } from './open-folder.ts';

const MISSING =
  'finder needs fzf, which is not installed: see https://github.com/junegunn/fzf, or your package manager';

/**
 * Shows the output of a command in fzf, and prints what is chosen there.
 * @param path of the folder
 * @returns the exit status of fzf: 0, 1 where nothing matched, 130 where nothing was chosen
 * @throws CommandError
 */
export async function finder(
  { options, args }: Command,
  path: string,
  { io, warn }: { io: Io; warn(text: string): void },
): Promise<number> {
  const source = createFolderSource(openFolder(path), warn);
  const input = runNotesiumCommand(source, parseCommand(args));
  const stdio = ['pipe', 'pipe', 'inherit'] as const;
  const child = spawn('fzf', fzfOptions(options, args), { env: { ...io.env }, stdio: [...stdio] });
  const ended = once(child, 'close');
  // Choosing before all has arrived closes fzf's input, which is no mistake.
  const fed = pipeline(Readable.from(input), child.stdin).catch((error: unknown) => error);
  child.stdout.pipe(io.stdout, { end: false });
  try {
    const [status] = (await ended) as [number | null];
    const problem = await fed;
    if (problem instanceof CommandError) throw problem;
    return status ?? 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new CommandError(MISSING);
    throw error;
  }
}

/** `fzf` shows what follows the place. A list keeps its order; of links and lines, those that fit best come first. */
function fzfOptions({ preview, prompt }: Command['options'], [input]: Command['args']): string[] {
  const options = ['--ansi', '--delimiter=:', '--with-nth=3..'];
  if (input === 'list') options.push('--no-sort');
  if (prompt !== undefined) options.push(`--prompt=${prompt}`);
  if (!preview) return options;
  const program = [process.execPath, process.argv[1] ?? ''].map(quote).join(' ');
  const window = '--preview-window=right,wrap,+{2}-/2';
  return [...options, `--preview=${program} cat {1}:{2}`, window, '--bind=ctrl-/:toggle-preview'];
}

/** For the shell that fzf starts the preview with. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
