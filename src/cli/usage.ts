import { COMMANDS, type CommandSpec, type OptionSpec } from '../domain/notesium/commands.ts';
import { CATALOGUE, type Entry } from './catalogue.ts';
import { WEB } from './web-spec.ts';

/** Wide enough for `--filter=QUERY`. */
const WIDTH = 18;

/** The usage of the whole program. Scripts read it too: commands stand behind two spaces, their options behind four. */
export function usage(): string {
  return `Usage: commonplace COMMAND [OPTIONS]

Commands on a folder of notes:
${[...COMMANDS, WEB].map(describe).join('')}
Commands on the store:
${CATALOGUE.filter(({ name }) => name !== WEB.name)
  .map(describeEntry)
  .join('')}  completion SHELL  Print completion script (bash|zsh|fish)

Environment:
  NOTESIUM_DIR      Path to notes directory (default: $HOME/notes)

'commonplace help COMMAND' tells more about a command.
More about the first: docs/cli.md. All settings: docs/configuration.md. The API: /api/docs of a running server.
`;
}

/** The usage of one command on the folder. */
export function usageOf(spec: CommandSpec): string {
  const options = spec.options.length > 0 ? ' [OPTIONS]' : '';
  const argument = spec.argument ? ` ${spec.argument}` : '';
  const rest = spec.rest ? ` [${spec.rest.text}]` : '';
  return `Usage: commonplace ${spec.name}${options}${argument}${rest}\n\n${describe(spec)}`;
}

function describe({ name, argument, summary, options, rest }: CommandSpec<string>): string {
  const head = row(2, argument ? `${name} ${argument}` : name, summary);
  const tail = rest ? row(4, rest.text, rest.meaning) : '';
  return head + options.map((option) => row(4, textOf(option), option.meaning)).join('') + tail;
}

function textOf({ name, value }: OptionSpec): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}

function describeEntry({ name, summary, commands }: Entry): string {
  const within = commands?.map((command) => row(4, command.name, sentence(command.summary))) ?? [];
  return row(2, name, sentence(summary)) + within.join('');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function row(indent: number, left: string, right: string): string {
  const start = ' '.repeat(indent) + left;
  return `${start.length < WIDTH + 2 ? start.padEnd(WIDTH + 2) : `${start} `}${right}\n`;
}
