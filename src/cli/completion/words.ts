import { COMMANDS, type OptionSpec } from '../../domain/notesium/commands.ts';
import { CATALOGUE } from '../catalogue.ts';
import { WEB } from '../web-spec.ts';

/** What can follow the name of the program. */
export interface Completion {
  name: string;
  summary: string;
  options: readonly OptionSpec[];
  /** Words that can come next. */
  words: readonly string[];
  /** Whether names of notes can come next. */
  takesNotes: boolean;
}

/** The program, and the name that those give it who come from Notesium. */
export const PROGRAMS = ['commonplace', 'notesium'];

/** Commands that the finder can show. */
export const FINDER_INPUTS = ['list', 'links', 'lines'];

export function completions(): Completion[] {
  const ofFolder = [...COMMANDS, WEB].map(({ name, summary, options }) => ({
    name,
    summary,
    options,
    words: [],
    takesNotes: name === 'links' || name === 'cat',
  }));
  const ofStore = CATALOGUE.filter(({ name }) => name !== WEB.name).map(
    ({ name, summary, commands = [] }) => ({
      name,
      summary,
      options: [],
      words: commands.map((command) => command.name),
      takesNotes: false,
    }),
  );
  return [
    ...ofFolder,
    ...ofStore,
    { ...COMPLETION, words: ['bash', 'zsh', 'fish'] },
    { ...HELP, words: [...ofFolder, ...ofStore].map(({ name }) => name) },
  ];
}

const PLAIN = { options: [], takesNotes: false };
const COMPLETION = { ...PLAIN, name: 'completion', summary: 'Print completion script' };
const HELP = { ...PLAIN, name: 'help', summary: 'Print usage' };

/** For a shell, in single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
