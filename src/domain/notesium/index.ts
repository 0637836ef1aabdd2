export { CommandError } from './command-error.ts';
export { COMMANDS, type CommandName, type OptionSpec } from './commands.ts';
export { highlightLines } from './highlight.ts';
export { argvOfQuery, parseCommand, type Command, type CommandOptions } from './parse-command.ts';
export { runNotesiumCommand } from './run-command.ts';
export type { Build, Needs, Source, SourceNote } from './source.ts';
export { goPlatform, readRelease, type Release } from './version.ts';
