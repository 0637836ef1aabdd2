import { Command, CommanderError } from 'commander';
import { CATALOGUE, type Context, type Entry } from './catalogue.ts';
import { explain } from './explain.ts';
import { findCommand } from './find-command.ts';

const POINTERS = `
All settings: docs/configuration.md. The API: /api/docs of a running server.`;

/**
 * A command of the catalogue.
 * @param argv without the program's own name
 * @returns the exit status
 */
export async function runFromCatalogue(argv: readonly string[], context: Context): Promise<number> {
  const { io } = context;
  try {
    return await dispatch(argv, context);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const { message, status } = explain(error);
    io.stderr.write(`${message}\n`);
    return status;
  }
}

async function dispatch(argv: readonly string[], context: Context): Promise<number> {
  const asksHelp = argv[0] === 'help';
  const words = asksHelp ? argv.slice(1) : argv;
  const path = findCommand(words);
  const root = createRoot(context);
  const asked = await attach(root, CATALOGUE, path, context);
  const isGroup = !path.at(-1)?.load && words.length === path.length;
  if (asksHelp || isGroup) {
    asked.outputHelp();
    return isGroup ? 1 : 0;
  }
  await root.parseAsync(words, { from: 'user' });
  return 0;
}

function createRoot({ io, program }: Context): Command {
  return new Command('commonplace')
    .description('Markdown notes, kept in one place and served in three ways.')
    .version(program.version)
    .helpCommand(false)
    .addHelpText('afterAll', POINTERS)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), outputError: () => {} });
}

/** Puts the entries below `parent`. @returns the command at the end of `path` */
async function attach(
  parent: Command,
  entries: readonly Entry[],
  path: readonly Entry[],
  context: Context,
): Promise<Command> {
  let asked = parent;
  for (const entry of entries) {
    const command = parent.command(entry.name).description(entry.summary).helpCommand(false);
    if (entry !== path[0]) continue;
    asked = await attach(command, entry.commands ?? [], path.slice(1), context);
    if (entry.load) (await entry.load()).define(command, context);
  }
  return asked;
}
