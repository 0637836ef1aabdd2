/** The commands of Notesium and their options: what is accepted, what usage says, and what a shell completes. */
export interface OptionSpec {
  /** Without the dashes. */
  name: string;
  /** What usage shows after `=`; absent for a flag. */
  value?: string;
  /** The values that there are; absent where any text is taken. */
  choices?: readonly string[];
  meaning: string;
}

export interface CommandSpec<Name extends string = CommandName> {
  name: Name;
  argument?: string;
  summary: string;
  options: readonly OptionSpec[];
  /** A whole command line that may follow. */
  rest?: { text: string; meaning: string };
}

export type CommandName =
  'home' | 'new' | 'list' | 'links' | 'lines' | 'stats' | 'finder' | 'cat' | 'version';

const COLOR = { name: 'color', meaning: 'Color code using ansi escape sequences' };
const COLOR_PREFIX = { name: 'color', meaning: 'Color code prefix using ansi escape sequences' };
const VERBOSE = { name: 'verbose', meaning: 'Output key:value pairs of related info' };

/** In the order in which usage shows them. */
export const COMMANDS: readonly CommandSpec[] = [
  { name: 'home', summary: 'Print path to notes directory', options: [] },
  {
    name: 'new',
    summary: 'Print path for a new note',
    options: [
      VERBOSE,
      {
        name: 'ctime',
        value: '',
        meaning: 'Use specified ctime instead of now (YYYY-MM-DDThh:mm:ss)',
      },
    ],
  },
  {
    name: 'list',
    summary: 'Print list of notes',
    options: [
      COLOR_PREFIX,
      { name: 'labels', meaning: 'Limit list to only label notes (ie. one word title)' },
      { name: 'orphans', meaning: 'Limit list to notes without outgoing or incoming links' },
      {
        name: 'sort',
        value: 'WORD',
        choices: ['ctime', 'mtime', 'alpha'],
        meaning: 'Sort list by date or alphabetically (ctime|mtime|alpha)',
      },
      {
        name: 'prefix',
        value: 'WORD',
        choices: ['ctime', 'mtime', 'label'],
        meaning: 'Prefix title with date or linked label (ctime|mtime|label)',
      },
      {
        name: 'date',
        value: 'FORMAT',
        meaning: 'Date format for ctime/mtime prefix (default: 2006-01-02)',
      },
    ],
  },
  {
    name: 'links',
    argument: '[filename]',
    summary: 'Print list of links',
    options: [
      COLOR,
      { name: 'outgoing', meaning: 'Limit list to outgoing links related to filename' },
      { name: 'incoming', meaning: 'Limit list to incoming links related to filename' },
      { name: 'dangling', meaning: 'Limit list to broken links' },
    ],
  },
  {
    name: 'lines',
    summary: 'Print all lines of notes (ie. fulltext search)',
    options: [
      COLOR_PREFIX,
      { name: 'prefix', value: 'title', choices: ['title'], meaning: 'Prefix each line with note title' },
      {
        name: 'filter',
        value: 'QUERY',
        meaning: 'Filter lines by query: AND (space), OR (|), NOT (!)',
      },
    ],
  },
  {
    name: 'stats',
    summary: 'Print statistics',
    options: [COLOR, { name: 'table', meaning: 'Format as table with whitespace delimited columns' }],
  },
  {
    name: 'cat',
    argument: 'filename',
    summary: 'Print a note, highlighted',
    options: [],
  },
  {
    name: 'finder',
    summary: 'Start finder (interactive filter selection, needs fzf)',
    options: [
      { name: 'preview', meaning: 'Display note preview (toggle with ctrl-/)' },
      { name: 'prompt', value: 'STR', meaning: 'Set custom prompt text' },
    ],
    rest: { text: '-- CMD [OPTS]', meaning: 'Input (default: list --color --prefix=label --sort=alpha)' },
  },
  {
    name: 'version',
    summary: 'Print version',
    options: [VERBOSE, { name: 'check', meaning: 'Check if a newer version is available' }],
  },
];

export function findSpec(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
