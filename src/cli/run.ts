import { findSpec } from '../domain/notesium/commands.ts';
import type { Io, Program } from './program.ts';

const HELP = new Set(['help', '-h', '--help']);
const VERSION = new Set(['-v', '--version']);

/**
 * The whole command line. What a command needs is loaded when it is asked for: `list` answers before a parser of options
 * and a store would have been read.
 * @param argv without the program's own name
 * @returns the exit status
 */
export async function run(argv: readonly string[], io: Io, program: Program): Promise<number> {
  const context = { io, program };
  const [first = 'help', second] = argv;
  if (HELP.has(first) && (second === undefined || findSpec(second))) return printUsage(second, io);
  if (findSpec(first)) {
    if (argv.length === 2 && second === '--help') return printUsage(first, io);
    const { runNotesium } = await import('./notesium/run.ts');
    return runNotesium(argv, context);
  }
  if (VERSION.has(first)) {
    io.stdout.write(`${program.version}\n`);
    return 0;
  }
  if (first === 'completion') {
    const { printCompletion } = await import('./completion/index.ts');
    return printCompletion(argv.slice(1), io);
  }
  const { runFromCatalogue } = await import('./run-commander.ts');
  return runFromCatalogue(argv, context);
}

/** As in Notesium, usage that was asked for is an answer, and still ends with 1. */
async function printUsage(command: string | undefined, { stdout }: Io): Promise<number> {
  const { usage, usageOf } = await import('./usage.ts');
  const spec = command === undefined ? undefined : findSpec(command);
  stdout.write(spec ? usageOf(spec) : usage());
  return 1;
}
