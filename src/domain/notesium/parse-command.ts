import { CommandError } from './command-error.ts';
import { findSpec, type CommandName, type CommandSpec } from './commands.ts';

/** The options of all commands; each reads its own. Where an option is given twice, the last one counts. */
export interface CommandOptions {
  color?: boolean;
  verbose?: boolean;
  check?: boolean;
  table?: boolean;
  preview?: boolean;
  /** A local time, `2006-01-02T15:04:05`. */
  ctime?: string;
  sort?: 'ctime' | 'mtime' | 'alpha';
  prefix?: 'ctime' | 'mtime' | 'label' | 'title';
  /** A Go layout. */
  date?: string;
  filter?: string;
  prompt?: string;
  filename?: string;
  limit?: 'labels' | 'orphans' | 'outgoing' | 'incoming' | 'dangling';
}

export interface Command {
  name: CommandName;
  options: CommandOptions;
  /** What the finder is to show, as arguments of its own; otherwise empty. */
  args: readonly string[];
}

/** Text that is free, by the name of its option. */
type Free = 'ctime' | 'date' | 'filter' | 'prompt';

const FINDER_INPUT = ['list', '--color', '--prefix=label', '--sort=alpha'];

/**
 * Reads a command line of Notesium.
 * @param argv the name of the command first
 * @throws CommandError with the words of Notesium
 */
export function parseCommand(argv: readonly string[]): Command {
  const [name = '', ...words] = argv;
  const spec = findSpec(name);
  if (!spec) throw new CommandError(`unrecognized ${name.startsWith('-') ? 'option' : 'command'}: ${name}`);
  if (name === 'cat') return parseCat(words);
  const end = name === 'finder' ? words.indexOf('--') : -1;
  const args = end < 0 ? FINDER_INPUT : words.slice(end + 1);
  const options: CommandOptions = {};
  for (const word of end < 0 ? words : words.slice(0, end)) readWord(spec, options, word);
  if (args.length === 0) throw new CommandError('input command not specified');
  if (name === 'links') checkFilename(options, words);
  return { name: spec.name, options, args: name === 'finder' ? args : [] };
}

function readWord(spec: CommandSpec, options: CommandOptions, word: string): void {
  const [, name = '', value] = /^--([a-z]+)(?:=(.*))?$/s.exec(word) ?? [];
  const option = spec.options.find((one) => one.name === name);
  if (option && value === undefined && option.value === undefined) return setFlag(options, name);
  if (option && value !== undefined && option.value !== undefined) {
    if (!option.choices) options[name as Free] = value;
    else if (option.choices.includes(value)) Object.assign(options, { [name]: value });
    else throw unrecognized(word);
    return;
  }
  const filename = name === 'filename' && value !== undefined ? value : word;
  if (spec.name !== 'links' || !filename.endsWith('.md')) throw unrecognized(word);
  options.filename = filename;
}

function setFlag(options: CommandOptions, name: string): void {
  switch (name) {
    case 'outgoing':
    case 'incoming': {
      const other = name === 'outgoing' ? 'incoming' : 'outgoing';
      // Both together are all links of the file, which is no limit.
      if (options.limit === other) delete options.limit;
      else options.limit = name;
      break;
    }
    case 'labels':
    case 'orphans':
    case 'dangling':
      options.limit = name;
      break;
    default:
      options[name as 'color'] = true;
  }
}

function checkFilename(options: CommandOptions, words: readonly string[]): void {
  const needsOne = words.includes('--outgoing') || words.includes('--incoming');
  if (options.filename && options.limit === 'dangling') throw new CommandError('filename not supported');
  if (!options.filename && needsOne) throw new CommandError('filename is required');
}

/** `64214a1d.md:3: title`, a line of `list` or `lines`, names the note too. */
function parseCat(words: readonly string[]): Command {
  const [word, ...more] = words;
  if (word === undefined || more.length > 0) {
    throw new CommandError('filename not specified or too many arguments');
  }
  return { name: 'cat', options: { filename: word.split(':')[0] ?? '' }, args: [] };
}

function unrecognized(word: string): CommandError {
  return new CommandError(`unrecognized option: ${word}`);
}

/**
 * The command line that a request to `/api/raw/<name>` stands for: `key=true` becomes `--key`, `key=value` `--key=value`;
 * `false` and empty values are dropped.
 */
export function argvOfQuery(name: string, query: Iterable<readonly [string, string]>): string[] {
  const argv = [name];
  for (const [key, value] of query) {
    if (value === 'true') argv.push(`--${key}`);
    else if (value !== '' && value !== 'false') argv.push(`--${key}=${value}`);
  }
  return argv;
}
